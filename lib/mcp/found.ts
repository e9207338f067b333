import { z } from 'zod';
import { type PostShape, postShape, reportShape } from './answers/profile.ts';
import { pageOf } from './answers/result.ts';
import { type StockShape, stockShape } from './answers/stocks.ts';
import { type Api, ApiProblem } from './api.ts';
import { type JobShape, pathOf } from './job.ts';

const LARGE_PAGE = 200;

/** All results of a stock job, a page of the HTTP API at a time. @throws ApiProblem */
export async function* stocksOf(api: Api, { id }: JobShape): AsyncGenerator<StockShape> {
  let cursor: string | undefined;
  do {
    const query = { limit: LARGE_PAGE, cursor };
    const page = await api.get(pageOf(stockShape), `${pathOf(id)}/result`, query);
    yield* page.data;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined && !api.signal.aborted);
}

const rawShape = z.union([
  reportShape.extend({ posts: z.array(postShape).nullable().optional() }),
  z.object({ posts: z.array(postShape) }),
]);

/** The posts behind a report; none where they are no longer kept. @throws ApiProblem */
export async function* postsOf(api: Api, { id }: JobShape): AsyncGenerator<PostShape> {
  let cursor: string | undefined;
  do {
    const page = await api.get(pageOf(rawShape), `${pathOf(id)}/result`, { include: 'raw', cursor });
    for (const { posts } of page.data) yield* posts ?? [];
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined && !api.signal.aborted);
}

/** Says that a job has nothing of that kind. */
export function nothing(detail: string): ApiProblem {
  return new ApiProblem({ status: 404, code: 'not_found', detail, request_id: '' });
}

export function missing(path: string, detail: string): ApiProblem {
  const errors = [{ path, code: 'missing', message: detail }];
  return new ApiProblem({ status: 422, code: 'invalid_input', detail, request_id: '', errors });
}
