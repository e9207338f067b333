import { describe, expect, test } from 'vitest';
import {
  NotFound,
  OutcomeUnknown,
  ServiceAway,
  StepsPerDayExceeded,
  Unreachable,
} from '../../packages/client/src/errors.ts';
import { Unstuck } from '../../packages/client/src/unstuck.ts';

type Answer = Response | 'lost';

const refused = (status: number, code: string, headers: Record<string, string> = {}) =>
  Response.json({ type: '', title: '', status, detail: code, code, request_id: 'r' }, { status, headers });
const job = (status: string, etag: string) =>
  Response.json({ id: 'job_a', status, waits: null }, { headers: { etag } });

/** The service's answers one after another; time passes in pauses alone. */
function playing(answers: Answer[]) {
  const sent: { method: string; url: string; headers: Headers }[] = [];
  const pauses: number[] = [];
  let now = 1_796_000_000_000;
  let ids = 0;
  const unstuck = new Unstuck({
    url: 'https://unstuck.test/',
    key: 'uk_a',
    now: () => now,
    randomId: () => `id-${++ids}`,
    sleep: async (ms) => {
      pauses.push(ms);
      now += ms;
    },
    fetch: async (url, init) => {
      sent.push({ method: init?.method ?? '', url: String(url), headers: new Headers(init?.headers) });
      const answer = answers.shift();
      if (answer === undefined || answer === 'lost') throw new TypeError('fetch failed');
      return answer;
    },
  });
  return { unstuck, sent, pauses };
}

describe('a request', () => {
  test('that creates a job is repeated with one Idempotency-Key, through lost answers, 502 and 503', async () => {
    const { unstuck, sent, pauses } = playing([
      'lost',
      new Response('<html>', { status: 502 }),
      refused(503, 'outcome_unknown', { 'retry-after': '7' }),
      job('queued', '"1"'),
    ]);
    expect((await unstuck.stocks.analyze(['AAPL'])).id).toBe('job_a');
    expect(sent.map(({ headers }) => headers.get('idempotency-key'))).toEqual([
      'id-1',
      'id-1',
      'id-1',
      'id-1',
    ]);
    expect(pauses).toEqual([500, 1_000, 7_000]);
  });

  test('of which nobody knows the outcome is not repeated without a key', async () => {
    const { unstuck, sent } = playing([refused(503, 'outcome_unknown', { 'retry-after': '1' })]);
    await expect(unstuck.job('job_a').cancel()).rejects.toBeInstanceOf(OutcomeUnknown);
    const lost = playing(['lost']);
    await expect(lost.unstuck.job('job_a').retry()).rejects.toBeInstanceOf(Unreachable);
    expect([sent.length, lost.sent.length]).toEqual([1, 1]);
  });

  test('that the service has refused for the moment is repeated without a key: nothing was done', async () => {
    const { unstuck, pauses } = playing([
      refused(503, 'database_unavailable', { 'retry-after': '5' }),
      job('cancelled', '"2"'),
    ]);
    expect((await unstuck.job('job_a').cancel('why')).status).toBe('cancelled');
    expect(pauses).toEqual([5_000]);
  });

  test('that a mistake of the operator holds up is told at once, and a limit of the day too', async () => {
    const wrong = playing([refused(503, 'configuration_missing')]);
    await expect(wrong.unstuck.job('job_a').get()).rejects.toBeInstanceOf(ServiceAway);
    const used = playing([refused(429, 'steps_per_day_exceeded', { 'retry-after': '40000' })]);
    await expect(used.unstuck.stocks.analyze(['A'])).rejects.toBeInstanceOf(StepsPerDayExceeded);
    expect([...wrong.pauses, ...used.pauses]).toEqual([]);
  });

  test('gives up when its patience is over, and says that nobody answers', async () => {
    const { unstuck, pauses } = playing([]);
    await expect(unstuck.job('job_a').get()).rejects.toThrow('https://unstuck.test/ does not answer.');
    const waited = pauses.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeGreaterThan(45_000);
    expect(waited).toBeLessThanOrEqual(60_000);
  });

  test('with a date in Retry-After waits until then', async () => {
    const at = new Date(1_796_000_000_000 + 9_000).toUTCString();
    const { unstuck, pauses } = playing([
      refused(429, 'rate_limited', { 'retry-after': at }),
      job('queued', '"1"'),
    ]);
    await unstuck.job('job_a').get();
    expect(pauses).toEqual([9_000]);
  });

  test('that is answered with a page says that the url is wrong', async () => {
    const { unstuck } = playing([
      new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
    ]);
    await expect(unstuck.job('job_a').get()).rejects.toThrow(/text\/html, not JSON\. Is the url right\?/);
  });

  test('that is not there is told as its class', async () => {
    const { unstuck } = playing([refused(404, 'not_found')]);
    await expect(unstuck.job('job_a').get()).rejects.toBeInstanceOf(NotFound);
  });
});

describe('watching', () => {
  test('asks by the ETag, ever less often, and goes on where the service is away', async () => {
    const same = () => new Response(null, { status: 304 });
    const { unstuck, sent, pauses } = playing([
      job('processing', '"1"'),
      same(),
      'lost',
      job('processing', '"1"'),
      same(),
      job('completed', '"2"'),
    ]);
    const seen: string[] = [];
    for await (const { status } of unstuck.job('job_a').watch()) seen.push(status);
    expect(seen).toEqual(['processing', 'completed']);
    expect(sent.map(({ headers }) => headers.get('if-none-match'))).toEqual([
      null,
      '"1"',
      null,
      null,
      '"1"',
      '"1"',
    ]);
    expect(pauses).toEqual([500, 750, 500, 1_125, 1_687.5]);
  });

  test('ends with the reason of the signal', async () => {
    const { unstuck } = playing([job('processing', '"1"')]);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(unstuck.job('job_a').done({ signal })).rejects.toThrow('enough');
  });
});
