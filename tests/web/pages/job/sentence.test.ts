import { describe, expect, test } from 'vitest';
import type { JobJson } from '../../../../lib/jobs/job-json.ts';
import { causesOf } from '../../../../web/pages/job/errors.ts';
import { countdown, inLocalTime, sentenceOf } from '../../../../web/pages/job/sentence.ts';
import { iso, jobOf, NOW } from './job-of.ts';

const waiting = (code: NonNullable<JobJson['waits']>['code'], text: string, until: number | null = null) =>
  jobOf({}, { waits: { code, text, until: until === null ? null : iso(until) } });

const failed = (key: string, code: string, attempts: number) => ({
  key,
  attempts,
  error: { code, message: `There is no ${key}. Check its spelling.` },
});

const THREE = causesOf([
  failed('A', 'unknown_symbol', 1),
  failed('B', 'unknown_symbol', 1),
  failed('C', 'provider_failed', 4),
]);

const ended = { completedAt: NOW, startedAt: NOW - 3_100 };

describe('a job says in one sentence', () => {
  test('that it is accepted, as the server words it', () => {
    const text = 'Accepted 0.4 s ago; its messages are with the queue.';
    expect(sentenceOf(waiting('first_slice', text), [], NOW)).toBe(text);
  });

  test('how far it is, and how long it will take', () => {
    expect(sentenceOf(jobOf(), [], NOW)).toBe('Working on “analyze”: 40 of 100 steps done. About 15 s left.');
    expect(sentenceOf(jobOf({ failed: 2 }), [], NOW)).toContain('done, 2 failed.');
  });

  test('what it waits for, in the reader’s own time of day', () => {
    const until = NOW + 12_000;
    const job = waiting(
      'dead_lease',
      `Its 5 steps come back at ${iso(until).slice(11, 19)} UTC at the latest.`,
      until,
    );
    expect(sentenceOf(job, [], NOW)).toBe('Its 5 steps come back at 14:43:12 at the latest.');
    expect(countdown(job, NOW)).toBe('12 s');
    expect(countdown(job, until)).toBeNull();
  });

  test('when it ends, if that is soon', () => {
    const soon = jobOf({ deadlineAt: NOW + 60_000 });
    expect(sentenceOf(soon, [], NOW)).toMatch(/Ends by 14:44:00 whatever happens\.$/);
  });

  test('what it took when it is done', () => {
    const done = jobOf({ ...ended, status: 'completed', done: 100 });
    expect(sentenceOf(done, [], NOW)).toMatch(/^100 of 100\. 3\.1 s, 5 messages, \$0\.000\d+\.$/);
  });

  test('what failed, by cause, and what the deadline cut off', () => {
    const partly = jobOf({ ...ended, status: 'completed_with_errors', done: 90, failed: 3 });
    expect(sentenceOf(partly, THREE, NOW)).toBe(
      '90 of 100 are done. 3 failed: unknown symbol (2), provider failed (1). 7 were not finished by the deadline.',
    );
  });

  test('why nothing came of it, and the remedy', () => {
    const job = jobOf({ ...ended, status: 'failed', done: 0, failed: 1 });
    expect(sentenceOf(job, THREE.slice(0, 1), NOW)).toBe(
      'Nothing usable: There is no A. Check its spelling.',
    );
    expect(sentenceOf(job, THREE, NOW)).toContain('unknown symbol (2)');
    const named = { ...job, error: { code: 'encrypted', message: 'The file needs a password.' } };
    expect(sentenceOf(named, THREE, NOW)).toBe('Nothing usable: The file needs a password.');
  });

  test('who cancelled it, when, why, and what is kept', () => {
    const job = jobOf({ ...ended, status: 'cancelled', cancelled: { by: 'ada', reason: 'Wrong list' } });
    expect(sentenceOf(job, [], NOW)).toBe(
      'Cancelled by key ada at 14:43:00; 40 results kept. Reason: Wrong list.',
    );
    expect(sentenceOf(jobOf({ ...ended, status: 'cancelled', cancelled: null }), [], NOW)).toMatch(
      /^Cancelled at/,
    );
  });

  test('that its receiver has not been told yet', () => {
    const job = jobOf(
      { ...ended, status: 'completed', done: 100 },
      { waits: { code: 'event', text: 'Its event is on its way.', until: null } },
    );
    expect(sentenceOf(job, [], NOW)).toMatch(/^100 of 100\..* Its event is on its way\.$/);
  });
});

test('a time of another day keeps its day', () => {
  const at = new Date(2026, 0, 4, 23, 5, 1).getTime();
  const text = `at ${iso(at).slice(0, 10)} ${iso(at).slice(11, 19)} UTC.`;
  expect(inLocalTime(text, NOW)).toBe('at 4 Jan, 23:05.');
});
