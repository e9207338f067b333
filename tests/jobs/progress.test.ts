import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { progressOf } from '../../lib/jobs/progress.ts';
import type { StagePlan } from '../../lib/jobs/types.ts';

const stage = (name: string, share: number): StagePlan => ({
  name,
  share,
  concurrency: 5,
  timeout_ms: 20_000,
  lease_ms: 30_000,
  provider: null,
});

const job = {
  status: 'processing' as const,
  stages: [stage('fetch', 0.2), stage('analyze', 0.8)],
  stage: 0,
  stageTotal: 10,
  stageLeft: 10,
  total: 10,
  done: 0,
  failed: 0,
  startedAt: 0,
};

describe('progress', () => {
  test('never goes back when a later stage turns out to have many steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 500 }), (first, second) => {
        let last = 0;
        for (let done = 0; done <= first; done++) {
          const at = { ...job, stageTotal: first, stageLeft: first - done, total: first, done };
          const { percent } = progressOf(at, 1_000);
          expect(percent).toBeGreaterThanOrEqual(last);
          last = percent;
        }
        for (let done = 0; done <= second; done++) {
          const total = first + second;
          const at = {
            ...job,
            stage: 1,
            stageTotal: second,
            stageLeft: second - done,
            total,
            done: first + done,
          };
          const { percent } = progressOf(at, 1_000);
          expect(percent).toBeGreaterThanOrEqual(last);
          last = percent;
        }
      }),
    );
  });

  test('is 100 only at the end', () => {
    const all = { ...job, stage: 1, stageTotal: 5, stageLeft: 0, total: 15, done: 15 };
    expect(progressOf(all, 1_000).percent).toBe(99);
    expect(progressOf({ ...all, status: 'completed' }, 1_000).percent).toBe(100);
  });

  test('of a job that failed or was cancelled stays where it was', () => {
    const half = { ...job, stages: [stage('analyze', 1)], stageLeft: 5, done: 5 };
    expect(progressOf({ ...half, status: 'cancelled' }, 1_000).percent).toBe(50);
  });

  test('estimates the time left only once there is a rate', () => {
    expect(progressOf(job, 10_000).eta_seconds).toBeNull();
    const fifth = { ...job, stages: [stage('analyze', 1)], stageLeft: 8, done: 2 };
    expect(progressOf(fifth, 10_000).eta_seconds).toBe(40);
    expect(progressOf({ ...fifth, status: 'completed' }, 10_000).eta_seconds).toBeNull();
  });
});
