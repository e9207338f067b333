import { describe, expect, test } from 'vitest';
import type { AttemptJson, StepJson } from '../../../../lib/http/jobs/json-shapes.ts';
import { causesOf } from '../../../../web/pages/job/errors.ts';
import { countsOf, doubled, shownSteps, waitedMs } from '../../../../web/pages/job/step-order.ts';
import { iso, NOW } from './job-of.ts';

const step = (key: string, status: StepJson['status'], more: Partial<StepJson> = {}): StepJson => ({
  key,
  stage: 'analyze',
  status,
  attempts: 1,
  started_at: null,
  completed_at: null,
  duration_ms: null,
  error: null,
  waits: null,
  ...more,
});

const attempt = (outcome: AttemptJson['outcome'], from: number, to: number, epoch = 1): AttemptJson => ({
  epoch,
  line: '0',
  started_at: iso(NOW + from),
  ended_at: iso(NOW + to),
  outcome,
  error: null,
});

const STEPS = [
  step('B', 'done'),
  step('A', 'done'),
  step('C', 'pending'),
  step('D', 'failed'),
  step('E', 'running'),
];

describe('the steps of a job', () => {
  test('stand failures first, each state in its own order', () => {
    expect(shownSteps(STEPS, { status: null, text: '' }).map(({ key }) => key)).toEqual([
      'D',
      'E',
      'C',
      'B',
      'A',
    ]);
    expect(countsOf(STEPS)).toEqual([
      ['failed', 1],
      ['running', 1],
      ['pending', 1],
      ['done', 2],
    ]);
  });

  test('are found by state and by a part of the key, in either case', () => {
    expect(shownSteps(STEPS, { status: 'done', text: 'b' }).map(({ key }) => key)).toEqual(['B']);
    expect(shownSteps(STEPS, { status: 'skipped', text: '' })).toEqual([]);
  });

  test('waited from the end of a try to the begin of the next', () => {
    const tries = [attempt('retry', 0, 100), attempt('retry', 1_100, 1_200), attempt('done', 3_200, 3_300)];
    expect(waitedMs({ tries })).toBe(3_000);
    expect(waitedMs({})).toBe(0);
  });

  test('count as doubled only if one was done twice in the same run of the job', () => {
    const lost = step('A', 'done', { tries: [attempt('lost_lease', 0, 1), attempt('done', 2, 3)] });
    const again = step('B', 'done', { tries: [attempt('done', 0, 1), attempt('done', 2, 3, 2)] });
    const twice = step('C', 'done', { tries: [attempt('done', 0, 1), attempt('done', 2, 3)] });
    expect([doubled([lost, again]), doubled([lost, again, twice])]).toEqual([0, 1]);
  });
});

test('causes are counted, the most frequent first, and say how many may pass', () => {
  const failed = (key: string, code: string, attempts: number) =>
    step(key, 'failed', { attempts, error: { code, message: `Of ${key}.` } });
  const causes = causesOf([failed('A', 'away', 4), failed('B', 'unknown', 1), failed('C', 'unknown', 1)]);
  expect(causes).toEqual([
    { code: 'unknown', message: 'Of B.', keys: ['B', 'C'], mayPass: 0 },
    { code: 'away', message: 'Of A.', keys: ['A'], mayPass: 1 },
  ]);
});
