import { z } from 'zod';
import type { Caller } from '../http/env.ts';

const problemSchema = z.object({
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  request_id: z.string(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
});
type ProblemJson = z.infer<typeof problemSchema>;

/** A refusal of the HTTP API, as it answers it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly problem: ProblemJson;

  constructor(problem: ProblemJson) {
    super(problem.detail);
    this.problem = problem;
  }
}

interface Sent {
  query?: Record<string, string | number | undefined> | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

/** The HTTP API, called within this process on behalf of a caller. */
export interface Api {
  /** Parsed JSON of an answer. @throws ApiProblem */
  get<T>(shape: z.ZodType<T>, path: string, query?: Sent['query']): Promise<T>;
  /** @throws ApiProblem */
  post<T>(shape: z.ZodType<T>, path: string, sent?: Sent): Promise<T>;
  /** Each line of an answer in JSON Lines. @throws ApiProblem */
  lines<T>(shape: z.ZodType<T>, path: string, query?: Sent['query']): AsyncGenerator<T>;
  /** Aborted when the caller has gone. */
  signal: AbortSignal;
}

export interface Router {
  fetch(request: Request, env: { caller?: Caller }): Response | Promise<Response>;
}

interface Asking {
  router: Router;
  /** Has passed the access check, which has counted the request. */
  caller: Caller;
  origin: string;
  signal: AbortSignal;
}

const UNREAD = { status: 500, code: 'unexpected_error', detail: 'The answer was no JSON.', request_id: '' };

async function refusal(response: Response): Promise<ApiProblem> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => null));
  return new ApiProblem(parsed.data ?? { ...UNREAD, status: response.status });
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  if (response.body === null) return;
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

function urlOf(origin: string, path: string, query: Sent['query'] = {}): URL {
  const url = new URL(`/api/v1${path}`, origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

export function apiFor({ router, caller, origin, signal }: Asking): Api {
  async function answer(method: string, path: string, { query, body, headers = {} }: Sent) {
    const request = new Request(urlOf(origin, path, query), {
      method,
      signal,
      headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await router.fetch(request, { caller });
    if (!response.ok) throw await refusal(response);
    return response;
  }
  return {
    signal,
    get: async (shape, path, query) => shape.parse(await (await answer('GET', path, { query })).json()),
    post: async (shape, path, sent = {}) => shape.parse(await (await answer('POST', path, sent)).json()),
    lines: async function* (shape, path, query) {
      for await (const line of linesOf(await answer('GET', path, { query })))
        if (line !== '') yield shape.parse(JSON.parse(line));
    },
  };
}
