import { z } from 'zod';

/** A change of the statements that the code sends: in each that matches `where`, `find` becomes `replace`. */
export interface Patch {
  where: RegExp;
  find: string | RegExp;
  replace: string;
}

const statementSchema = z.looseObject({ query: z.string() });
const batchSchema = z.looseObject({ queries: z.array(statementSchema) });
type Statement = z.infer<typeof statementSchema>;
type Send = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** One request to the database: a statement, or several in one transaction. */
export interface DatabaseRequest {
  statements: Statement[];
  /** With other statements, in one transaction as before. */
  with(statements: Statement[]): Promise<Response>;
  /** With one statement, by itself and outside of any transaction. */
  alone(statement: Statement): Promise<Response>;
}

/** Runs `work` while every request to the database goes through `handle`; may be nested. */
export async function onTheWire<T>(
  handle: (request: DatabaseRequest) => Promise<Response>,
  work: () => Promise<T>,
): Promise<T> {
  const passing = globalThis.fetch;
  const send: Send = (input, init) => {
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    const sent = (changed: unknown) => passing(input, { ...init, body: JSON.stringify(changed) });
    const batch = batchSchema.safeParse(body).data;
    const one = statementSchema.safeParse(body).data;
    if (batch)
      return handle({
        statements: batch.queries,
        with: (queries) => sent({ ...batch, queries }),
        alone: sent,
      });
    if (one) return handle({ statements: [one], with: ([changed]) => sent(changed), alone: sent });
    return passing(input, init);
  };
  globalThis.fetch = send;
  try {
    return await work();
  } finally {
    globalThis.fetch = passing;
  }
}

/** Runs `work` with patched statements. @throws Error when there was nothing to patch: the patch has gone stale. */
export async function patched<T>(patches: Patch[], work: () => Promise<T>): Promise<T> {
  const used = new Set<Patch>();
  const apply = (statement: Statement): Statement => {
    let { query } = statement;
    for (const patch of patches.filter(({ where }) => where.test(query))) {
      const changed = query.replace(patch.find, patch.replace);
      if (changed !== query) used.add(patch);
      query = changed;
    }
    return { ...statement, query };
  };
  const result = await onTheWire(({ statements, with: send }) => send(statements.map(apply)), work);
  const stale = patches.find((patch) => !used.has(patch));
  if (stale) throw new Error(`no statement was sent in which ${stale.where} has ${stale.find}`);
  return result;
}
