import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { gatewayOf } from '../../lib/ask/gateway.ts';
import { systemClock } from '../../lib/core/clock.ts';
import { type LyingGateway, startLyingGateway } from '../ask/gateway-that-lies.ts';
import {
  ENDED,
  insertDocumentJob,
  insertFindings,
  insertPages,
  insertReport,
  paragraph,
  structure,
} from '../documents/http/seed-document.ts';
import { insertJob, runStocks } from '../stocks/http/seed.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { readDocument } from './generated/document.ts';
import { judge } from './generated/verdict.ts';
import { type Api, api, json, problemOf } from './harness.ts';

const SAID = 'The ferry took 41 minutes from the harbour to the island in March.';
const LIMIT_MS = 300;
const DOCUMENT = 'job_askdocument0123456789';
const PROFILE = 'job_askprofile01234567890';

let database: FreshDatabase;
let lying: LyingGateway;
let service: Api;
let off: Api;
let verdict: ReturnType<typeof judge>;
beforeAll(async () => {
  database = await freshDatabase();
  lying = await startLyingGateway();
  const gateway = gatewayOf({ url: lying.url, key: 'key_1', model: 'creator/model' }, systemClock);
  if (gateway === null) throw new Error('there are settings');
  service = api(database.url, { gateway: { ...gateway, timeoutMs: LIMIT_MS } });
  off = api(database.url);
  verdict = judge(readDocument(await json(await service.get('/api/v1/openapi.json'))));
  const { db } = service.jobs;
  await insertJob(db, { id: PROFILE, kind: 'profile', ...ENDED });
  await insertDocumentJob(db, DOCUMENT, ENDED);
  await insertPages(db, DOCUMENT, [{ page: 1, body: { text: SAID }, paragraphs: [paragraph(SAID, 1)] }]);
  await insertReport(db, DOCUMENT, { pages: 1 });
  await insertFindings(db, DOCUMENT, { structure: structure({ paragraphs: 1 }) });
});
afterAll(async () => {
  await lying.stop();
  await database.drop();
});

const ask = (id: string, question: unknown = 'How long did the ferry take?', by = service) =>
  by.post(`/api/v1/jobs/${id}/ask`, { question });

/** The answer, which must be one that the document promises. */
async function promised(id: string): Promise<Response> {
  const answer = await ask(id);
  const fault = await verdict(
    { method: 'POST', target: `/api/v1/jobs/${id}/ask`, headers: {}, body: null },
    answer.clone(),
  );
  expect(fault).toBeNull();
  return answer;
}

const says = (...sentences: { text: string; quotes: { page: number; quote: string }[] }[]) =>
  lying.says(JSON.stringify({ sentences }));
const answerShape = z.looseObject({ sentences: z.array(z.looseObject({ text: z.string() })) });

describe('a question about a document', () => {
  test('is answered by what stands on its pages; what does not is kept apart, with rate and cost', async () => {
    says(
      { text: 'It took 41 minutes.', quotes: [{ page: 1, quote: 'The ferry took 41 minutes' }] },
      { text: 'It took 14 minutes.', quotes: [{ page: 1, quote: 'The ferry took 14 minutes' }] },
      { text: 'It took the bus.', quotes: [{ page: 2, quote: 'The ferry took 41 minutes' }] },
    );
    expect(await json(await promised(DOCUMENT))).toEqual({
      job_id: DOCUMENT,
      sentences: [
        {
          text: 'It took 41 minutes.',
          quotes: [{ page: 1, state: 'verified', quote: 'The ferry took 41 minutes' }],
        },
      ],
      unverified: [
        expect.objectContaining({ text: 'It took 14 minutes.' }),
        expect.objectContaining({ text: 'It took the bus.' }),
      ],
      rate: 0.333,
      usage: { model: 'creator/model-1', input_tokens: 900, output_tokens: 60 },
      disclaimer: expect.stringMatching(/read by a program/),
    });
    expect(JSON.stringify(lying.asked.at(-1)?.body)).toContain('harbour to the island');
  });

  test('costs nothing where no passage has a word of it', async () => {
    const before = lying.asked.length;
    const answer = await ask(DOCUMENT, 'zebra?');
    expect(await json(answer)).toMatchObject({ sentences: [], unverified: [], rate: null, usage: null });
    expect(lying.asked).toHaveLength(before);
  });
});

test('a question about stocks is answered with the numbers of the result alone, and with the disclaimer', async () => {
  const asked = { kind: 'stocks', input: { symbols: ['AAPL'] } };
  const id = String((await json(await service.post('/api/v1/jobs', asked)))['id']);
  const unfinished = await problemOf(await promised(id));
  expect(unfinished).toMatchObject({ status: 409, code: 'not_finished' });
  await runStocks(service.jobs.db, id, { bars: 300 });
  says({ text: 'AAPL has a verdict.', quotes: [] }, { text: 'It will rise by 8,123,456.', quotes: [] });
  const answer = await json(await promised(id));
  expect(answerShape.parse(answer).sentences.map(({ text }) => text)).toEqual(['AAPL has a verdict.']);
  expect(answer).toMatchObject({ rate: 0.5, disclaimer: expect.stringMatching(/not investment advice/) });
});

describe('refused without a call of the gateway', () => {
  test.each([
    ['is off', () => ask(DOCUMENT, undefined, off), 501, 'ask_not_configured'],
    ['of nobody’s job', () => promised('job_none0123456789abcdef'), 404, 'not_found'],
    ['of a profile', () => promised(PROFILE), 422, 'not_askable'],
    ['without words', () => ask(DOCUMENT, '  '), 422, 'invalid_input'],
    ['of 1,001 characters', () => ask(DOCUMENT, 'a'.repeat(1_001)), 422, 'invalid_input'],
    ['that is no text', () => ask(DOCUMENT, { $ne: null }), 422, 'invalid_input'],
  ])('a question %s', async (_, asking, status, code) => {
    const before = lying.asked.length;
    expect(await problemOf(await asking())).toMatchObject({ status, code });
    expect(lying.asked).toHaveLength(before);
  });
});

describe('a gateway', () => {
  test.each(['at once', 'halfway'] as const)('that falls silent %s is 502 at its limit', async (silent) => {
    lying.says({ silent });
    const answer = await problemOf(await ask(DOCUMENT));
    expect(answer).toMatchObject({ status: 502, code: 'gateway_timeout' });
    expect(answer.detail).toContain(`within ${LIMIT_MS / 1_000} s`);
  });

  test('that is over its limit is 502, with the time after which it said to come back, and is asked once', async () => {
    lying.says(429);
    const before = lying.asked.length;
    const answer = await ask(DOCUMENT);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(await problemOf(answer)).toMatchObject({ status: 502, code: 'gateway_failed' });
    expect(lying.asked).toHaveLength(before + 1);
  });
});
