import { z } from 'zod';
import { type Api, ApiProblem } from '../api.ts';
import { type JobShape, pathOf } from '../job.ts';
import type { Answer } from '../tool.ts';
import { documentAnswer, documentShape, pageAnswer, pageShape } from './document.ts';
import { profileAnswer, reportShape } from './profile.ts';
import { fitting, shortened } from './shortened.ts';
import { stockAnswer, stockShape } from './stocks.ts';

/** A page of a result as the HTTP API answers it. */
export const pageOf = <T>(item: z.ZodType<T>) =>
  z.object({
    data: z.array(item),
    errors: z.array(z.object({ key: z.string(), code: z.string(), message: z.string() })),
    next_cursor: z.string().nullable(),
    disclaimer: z.string().nullable(),
  });

export interface Place {
  cursor: string | undefined;
  limit: number;
}

const MOST_ERRORS = 20;
const errorsOf = (errors: readonly unknown[]) =>
  shortened(errors, { items: MOST_ERRORS, text: 300, depth: 3 });

function wrongCursor(): ApiProblem {
  const detail = 'cursor must be the next_cursor of the previous answer, unchanged.';
  const errors = [{ path: 'cursor', code: 'wrong_cursor', message: detail }];
  return new ApiProblem({ status: 422, code: 'invalid_input', detail, request_id: '', errors });
}

/** The numbers of a cursor such as `p3.0`. */
function numbersIn(cursor: string, form: RegExp): number[] {
  const [, ...numbers] = form.exec(cursor) ?? [];
  if (numbers.length === 0) throw wrongCursor();
  return numbers.map(Number);
}

async function stocks(api: Api, { id }: JobShape, { cursor, limit }: Place): Promise<Answer> {
  const page = await api.get(pageOf(stockShape), `${pathOf(id)}/result`, { limit, cursor });
  const { data, errors, next_cursor, disclaimer } = page;
  return { results: data.map(stockAnswer), errors: errorsOf(errors), next_cursor, disclaimer };
}

async function profile(api: Api, { id }: JobShape, { cursor }: Place): Promise<Answer> {
  const [from = 0] = cursor === undefined ? [0] : numbersIn(cursor, /^a(\d{1,4})$/);
  const { data, errors, disclaimer } = await api.get(pageOf(reportShape), `${pathOf(id)}/result`);
  const [report] = data;
  if (!report) return { findings: [], errors: errorsOf(errors), next_cursor: null, disclaimer };
  const { answer, next } = profileAnswer(report, from);
  return { ...answer, errors: errorsOf(errors), next_cursor: next === null ? null : `a${next}` };
}

const ANY = z.union([documentShape, pageShape]);

/** The report first, then the text of one page a time. */
async function document(api: Api, { id }: JobShape, { cursor }: Place): Promise<Answer> {
  if (cursor !== undefined) return await pageAt(api, id, cursor);
  const { data, errors, disclaimer } = await api.get(pageOf(ANY), `${pathOf(id)}/result`, { limit: 1 });
  const report = documentShape.safeParse(data[0]).data;
  const head = report ? documentAnswer(report) : { document: null };
  const total = report?.document.pages ?? 0;
  const next = total > 0 ? `p1.0.${total}` : null;
  return { ...head, errors: errorsOf(errors), next_cursor: next, disclaimer };
}

async function pageAt(api: Api, id: string, cursor: string): Promise<Answer> {
  const [number = 0, from = 0, total = 0] = numbersIn(cursor, /^p(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/);
  const further = number < total ? `p${number + 1}.0.${total}` : null;
  try {
    const page = await api.get(pageShape, `${pathOf(id)}/pages/${number}`);
    const { answer, next } = pageAnswer(page, from);
    return { ...answer, next_cursor: next === null ? further : `p${number}.${next}.${total}` };
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.problem.code !== 'not_found') throw error;
    return {
      page: number,
      not_assessed: [{ what: `page ${number}`, why: error.message }],
      next_cursor: further,
    };
  }
}

/** Of a kind that has no words of its own here. */
async function other(api: Api, { id }: JobShape, { cursor, limit }: Place): Promise<Answer> {
  const page = await api.get(pageOf(z.unknown()), `${pathOf(id)}/result`, { limit, cursor });
  const results = fitting(page.data.map((each) => shortened(each, { items: 10, text: 400, depth: 5 })));
  const { errors, next_cursor, disclaimer } = page;
  return { results, errors: errorsOf(errors), next_cursor, disclaimer };
}

type Read = (api: Api, job: JobShape, place: Place) => Promise<Answer>;
const READS: ReadonlyMap<string, Read> = new Map(Object.entries({ stocks, profile, document }));

/** A page of an ended job's result. @throws ApiProblem */
export async function resultAnswer(api: Api, job: JobShape, place: Place): Promise<Answer> {
  const read = READS.get(job.kind) ?? other;
  return { job_id: job.id, kind: job.kind, status: job.status, ...(await read(api, job, place)) };
}
