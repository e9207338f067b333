import { describe, expect, test } from 'vitest';
import { type Answer, toResponse } from '../../lib/engine/answer.ts';

const answered = (answer: Answer) => toResponse(answer, 'req_1');

describe('the answer to the queue', () => {
  test('acknowledges what is done', async () => {
    const response = answered({ kind: 'done', reason: 'all steps are done' });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ result: 'done', reason: 'all steps are done' });
  });

  test.each<[Answer, number, string, Record<string, string | null>]>([
    [{ kind: 'again', reason: 'r', afterSeconds: 7 }, 503, 'come_again', { 'retry-after': '7' }],
    [{ kind: 'again', reason: 'r', afterSeconds: null }, 503, 'come_again', { 'retry-after': null }],
    [{ kind: 'refused', reason: 'r' }, 489, 'refused', { 'upstash-nonretryable-error': 'true' }],
    [{ kind: 'forged', reason: 'r' }, 401, 'unauthorized', { 'upstash-nonretryable-error': null }],
  ])('%j is a problem with what the queue goes by', async (answer, status, code, headers) => {
    const response = answered(answer);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ code, status, detail: 'r', request_id: 'req_1' });
    for (const [name, value] of Object.entries(headers)) expect(response.headers.get(name)).toBe(value);
  });
});
