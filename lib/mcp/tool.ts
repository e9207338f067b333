import { z } from 'zod';
import { faultsOf, invalidInput } from '../core/issue-faults.ts';
import type { Api } from './api.ts';

/** What a tool answers: JSON, small enough to be read whole. */
export type Answer = Readonly<Record<string, unknown>>;

interface Spec<S extends z.ZodObject> {
  name: string;
  title: string;
  /** When to use it and what it answers. */
  description: string;
  input: S;
  /** Whether it changes nothing. */
  readOnly: boolean;
  /** Whether it may undo or stop something. */
  destructive?: boolean;
  /** Whether calling it again with the same arguments changes nothing more. */
  idempotent?: boolean;
  /** Whether it has networks, markets or other sites read. */
  openWorld?: boolean;
  /** Whether its answer is a job, which a client may follow as a Task. */
  startsJob?: boolean;
  run(api: Api, given: z.output<S>): Promise<Answer>;
}

export interface Tool extends Omit<Spec<z.ZodObject>, 'run'> {
  /** JSON Schema of its arguments. */
  schema: { type: 'object'; [keyword: string]: unknown };
  /** @throws ApiProblem; Refusal `invalid_input` with each argument at fault. */
  run(api: Api, given: unknown): Promise<Answer>;
}

export function tool<S extends z.ZodObject>(spec: Spec<S>): Tool {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(spec.input, { io: 'input' });
  return {
    ...spec,
    schema: { ...schema, type: 'object' },
    run: async (api, given) => {
      const parsed = spec.input.safeParse(given);
      if (!parsed.success) throw invalidInput(faultsOf(parsed.error, { given }));
      return await spec.run(api, parsed.data);
    },
  };
}

export const jobIdSchema = z.string().max(200).describe('As a tool that starts jobs has answered it: job_…');

export const idempotencySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'idempotency_key must be 1 to 255 visible ASCII characters.')
  .optional()
  .describe(
    'The same key with the same arguments answers the same job for 24 hours instead of a second one.',
  );

export const idempotencyHeader = (key: string | undefined): Record<string, string> =>
  key === undefined ? {} : { 'Idempotency-Key': key };
