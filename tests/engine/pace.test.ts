import { describe, expect, test } from 'vitest';
import type { OpenJob, Stage } from '../../lib/engine/analyzer.ts';
import { Pace, type Paces } from '../../lib/engine/slice/pace.ts';
import type { StepOutcome } from '../../lib/jobs/turn/turn.ts';
import { done } from '../support/jobs.ts';

const stage = (changes: Partial<Stage> = {}): Stage => ({
  name: 'work',
  share: 1,
  concurrency: 25,
  timeoutMs: 1_000,
  provider: null,
  run: async () => ({ record: null }),
  write: () => [],
  ...changes,
});
const open = (changes: Partial<Stage> = {}): OpenJob => ({ stages: [stage(changes)], plan: () => [] });
const view = { kind: 'test', stage: 0, stage_left: 1_000 };
const ended = (count: number): StepOutcome[] => Array.from({ length: count }, (_, i) => done(`s${i}`, 't'));

describe('steps that a slice claims beyond the concurrency of their stage', () => {
  test('are 75 where the last ones took half a millisecond each, or less', () => {
    const pace = new Pace(new Map());
    expect(pace.ahead(view, open(), ended(0), 0)).toBe(0);
    expect(pace.ahead(view, open(), ended(10), 5)).toBe(75);
    expect(pace.ahead(view, open(), ended(20), 15)).toBe(75);
    expect(pace.ahead(view, open(), ended(20), 26)).toBe(0);
  });

  test('are none where steps take longer, one did not end well, or the stage may end', () => {
    const pace = new Pace(new Map());
    expect(pace.ahead(view, open(), ended(10), 6)).toBe(0);
    expect(pace.ahead(view, open(), ended(10), 7)).toBe(75);
    expect(pace.ahead({ ...view, stage_left: 10 }, open(), ended(10), 8)).toBe(0);
    const bad: StepOutcome = { key: 's', token: 't', stage: 0, result: 'given_back' };
    expect(pace.ahead(view, open(), [...ended(9), bad], 9)).toBe(0);
  });

  test('are none of a stage whose steps others wait for, or that run in processes of their own', () => {
    const pace = new Pace(new Map());
    expect(pace.ahead(view, open(), ended(10), 1)).toBe(75);
    expect(pace.ahead(view, open({ provider: 'market' }), ended(10), 2)).toBe(0);
    expect(pace.ahead(view, open({ isolate: true }), ended(10), 3)).toBe(0);
  });

  test('are known to the next slice of the process from its first turn with a view', () => {
    const paces: Paces = new Map();
    new Pace(paces).ahead(view, open(), ended(10), 1);
    expect(new Pace(paces).ahead(view, open(), [], 0)).toBe(75);
    expect(new Pace(paces).ahead({ ...view, kind: 'other' }, open(), [], 0)).toBe(0);
  });

  test('are known before a view to a job that begins with a stage of which others were seen', () => {
    const paces: Paces = new Map();
    new Pace(paces).ahead(view, open(), ended(10), 1);
    expect(new Pace(paces, 'test').ahead(null, null, [], 0)).toBe(75);
    expect(new Pace(paces).ahead(null, null, [], 0)).toBe(0);
    expect(new Pace(paces, 'other').ahead(null, null, [], 0)).toBe(0);
    const shared: Paces = new Map();
    new Pace(shared).ahead(view, open({ provider: 'market' }), ended(10), 1);
    expect(new Pace(shared, 'test').ahead(null, null, [], 0)).toBe(0);
  });
});
