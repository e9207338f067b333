import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { TransientError } from '../../lib/core/errors.ts';
import type { Stage } from '../../lib/engine/analyzer.ts';
import { bounded } from '../../lib/engine/slice/bounds.ts';
import { sendOrSplit } from '../../lib/engine/slice/split.ts';
import { listSteps } from '../../lib/jobs/steps.ts';
import type { StepOutcome } from '../../lib/jobs/turn/turn.ts';
import { testAnalyzer } from '../support/engine.ts';
import { engineSuite } from '../support/engine-suite.ts';
import { done } from '../support/jobs.ts';

const { start } = engineSuite();

const HOUR = 3_600_000;
const retry = (delayMs: number): StepOutcome => ({
  key: 'A',
  token: 't',
  stage: 0,
  result: 'retry',
  code: 'rate_limited',
  message: 'Too many requests.',
  delayMs,
});

/** Steps of one job by key, of which the named ones are bad and the others good. */
async function outcomesOf(run: Stage['run'], write?: Stage['write']) {
  const engine = await start({
    analyzer: testAnalyzer([{ run, ...(write ? { write } : {}) }]),
  });
  const { id } = await engine.create(['GOOD-1', 'BAD', 'GOOD-2', 'GOOD-3']);
  const job = await engine.ended(id);
  const steps = await listSteps(engine.context, job, { limit: 10 });
  return { job, steps: Object.fromEntries(steps.map((step) => [step.key, step])) };
}

describe('one bad outcome is one bad step', () => {
  test.each<[string, string, RegExp, () => Stage['run']]>([
    [
      'an output of 12 MB',
      'output_too_large',
      /12000002 bytes/,
      () =>
        async ({ key }) => ({
          record: null,
          output: key === 'BAD' ? 'x'.repeat(12_000_000) : 'small',
        }),
    ],
    [
      'an output that is no JSON',
      'output_not_json',
      /JSON/,
      () =>
        async ({ key }) => ({
          record: null,
          output: key === 'BAD' ? { shares: 2n ** 63n } : 'small',
        }),
    ],
    [
      'a wait longer than the deadline',
      'rate_limited',
      /4000000 s, after the job's deadline/,
      () =>
        async ({ key }) => {
          if (key === 'BAD')
            throw new TransientError('rate_limited', 'Banned.', { retryAfterMs: 4_000_000_000 });
          return { record: null };
        },
    ],
  ])('%s', async (_, code, message, run) => {
    const { job, steps } = await outcomesOf(run());
    expect(job).toMatchObject({ status: 'completed_with_errors', done: 3, failed: 1 });
    expect(steps['BAD']).toMatchObject({ status: 'failed', lost: 0, error: { code } });
    expect(steps['BAD']?.error?.message).toMatch(message);
    for (const key of ['GOOD-1', 'GOOD-2', 'GOOD-3'])
      expect(steps[key]).toMatchObject({ status: 'done', lost: 0 });
  });

  test('a write that the database refuses', async () => {
    const write: Stage['write'] = (records) => [
      sql`select ${records.some(({ key }) => key === 'BAD') ? '9223372036854775808' : '1'}::bigint`,
    ];
    const { job, steps } = await outcomesOf(async () => ({ record: null }), write);
    expect(job).toMatchObject({ status: 'completed_with_errors', done: 3, failed: 1 });
    expect(steps['BAD']).toMatchObject({ status: 'failed', lost: 0, error: { code: 'result_refused' } });
    expect(steps['BAD']?.error?.message).toContain('"…" is out of range for type bigint');
    expect(steps['GOOD-1']).toMatchObject({ status: 'done', lost: 0 });
  });
});

describe('a delay', () => {
  test('is kept within the deadline, and never negative or no number', () => {
    expect(bounded(retry(5_000), HOUR)).toMatchObject({ result: 'retry', delayMs: 5_000 });
    expect(bounded(retry(-5), HOUR)).toMatchObject({ result: 'retry', delayMs: 0 });
    expect(bounded(retry(Number.NaN), HOUR)).toMatchObject({ result: 'retry', delayMs: 0 });
    expect(bounded(retry(HOUR + 1), HOUR)).toMatchObject({ result: 'failed', code: 'rate_limited' });
    expect(bounded(retry(Number.POSITIVE_INFINITY), HOUR)).toMatchObject({ result: 'failed' });
  });
});

describe('a turn that is refused', () => {
  const turn = { moved: null };
  test('without outcomes, or while the database is away, is not split', async () => {
    const broken = new Error('the statement is wrong');
    await expect(sendOrSplit([], true, () => Promise.reject(broken))).rejects.toBe(broken);
    const away = Object.assign(new Error('away'), { name: 'TimeoutError' });
    let sent = 0;
    const send = () => {
      sent++;
      return Promise.reject(away);
    };
    await expect(sendOrSplit([done('A', 't'), done('B', 't')], true, send)).rejects.toBe(away);
    expect(sent).toBe(1);
  });

  test('claims once, in the last part', async () => {
    const claims: boolean[] = [];
    const outcomes = ['A', 'B', 'C', 'BAD', 'D'].map((key) => done(key, 't'));
    await sendOrSplit(outcomes, true, async (some, claim) => {
      if (some.some((each) => each.key === 'BAD' && each.result === 'done')) throw new Error('refused');
      claims.push(claim);
      return turn;
    });
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(claims.at(-1)).toBe(true);
  });
});
