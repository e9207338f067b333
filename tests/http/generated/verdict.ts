import { z } from 'zod';
import { codesIn } from '../../../lib/http/problems.ts';
import type { ApiDocument, Operation, PromisedAnswer } from './document.ts';
import type { Sent } from './requests.ts';

const problem = z.object({ code: z.string(), status: z.number() });

/** `#/components/schemas/Job` → `#/$defs/Job` in a whole schema. */
const local = (schema: unknown): string =>
  JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/');

const jsonSchema = z.custom<Parameters<typeof z.fromJSONSchema>[0]>();

/** Compiles each schema once. */
function validators({ defs }: Pick<ApiDocument, 'defs'>) {
  const known = new Map<string, z.ZodType>();
  const shared: unknown = JSON.parse(local(defs));
  return (schema: unknown): z.ZodType => {
    const text = local(schema);
    const made =
      known.get(text) ?? z.fromJSONSchema(jsonSchema.parse({ ...JSON.parse(text), $defs: shared }));
    known.set(text, made);
    return made;
  };
}

interface Route extends Operation {
  matches: RegExp;
}

const patternOf = (path: string): string => path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+');

async function ofNoOperation(answer: Response, methods: string[]): Promise<string | null> {
  const { data } = problem.safeParse(await answer.json().catch(() => null));
  const isEarlier = answer.status === 401 || answer.status === 422;
  const expected = methods.length > 0 ? 405 : 404;
  if (!data || !(isEarlier || answer.status === expected))
    return `${answer.status}, not a ${expected} problem`;
  const allow = answer.headers.get('allow')?.split(', ') ?? [];
  const isWhole = answer.status !== 405 || methods.every((each) => allow.includes(each));
  return isWhole ? null : 'Allow lacks a method';
}

/** What is wrong with a body of JSON. */
function ofJson(
  text: string,
  status: number,
  schema: z.ZodType,
  { description }: PromisedAnswer,
): string | null {
  const body: unknown = JSON.parse(text);
  const { error } = schema.safeParse(body);
  if (error) return `${status} is not what is documented: ${z.prettifyError(error)} in ${text.slice(0, 500)}`;
  if (status < 400) return null;
  const { code } = problem.parse(body);
  return codesIn(description).some((each) => each === code) ? null : `${status} ${code} is not documented`;
}

async function ofOperation(
  { responses }: Operation,
  answer: Response,
  validator: ReturnType<typeof validators>,
): Promise<string | null> {
  const { status } = answer;
  const text = await answer.text();
  const promised = responses[String(status)];
  if (!promised) return `${status} is not documented: ${text}`;
  if (Object.keys(promised.content).length === 0) return text === '' ? null : `${status} has a body`;
  const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
  const content = promised.content[type];
  if (!content) return `${status} as ${type || 'nothing'}, which is not documented`;
  return type.endsWith('json') && !type.endsWith('ndjson')
    ? ofJson(text, status, validator(content.schema ?? {}), promised)
    : null;
}

const isText = ({ headers, body }: Sent): boolean =>
  typeof body === 'string' && /json/.test(headers['Content-Type'] ?? '');

const hasNul = (sent: Sent): boolean =>
  sent.target.includes('%00') || (isText(sent) && /\\u0000/.test(String(sent.body)));

/** Says what is wrong with an answer; null if it is one that the document promises. */
export function judge(document: ApiDocument): (sent: Sent, answer: Response) => Promise<string | null> {
  const validator = validators(document);
  const routes: Route[] = document.operations.flatMap((operation) =>
    operation.served.map((path) => ({ ...operation, matches: new RegExp(`^${patternOf(path)}$`) })),
  );
  return async (sent, answer) => {
    if (answer.status >= 500) return `answers ${answer.status}: ${await answer.text()}`;
    if (answer.ok && hasNul(sent)) return `takes a NUL, with ${answer.status}`;
    const [path = ''] = sent.target.split('?');
    const there = routes.filter(({ matches }) => matches.test(path));
    const method = sent.method === 'HEAD' ? 'GET' : sent.method;
    // Of two that fit, such as /a/{b} and /a/c, the literal one is served.
    const [operation] = there
      .filter((each) => each.method === method)
      .sort((a, b) => a.path.split('{').length - b.path.split('{').length);
    if (sent.method !== 'HEAD') {
      const methods = there.map((each) => each.method);
      return operation ? ofOperation(operation, answer, validator) : ofNoOperation(answer, methods);
    }
    return operation || answer.status >= 400 ? null : `HEAD is ${answer.status}`;
  };
}
