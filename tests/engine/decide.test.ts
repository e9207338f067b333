import { describe, expect, test } from 'vitest';
import { decide } from '../../lib/engine/slice/decide.ts';

const NOW = 1_000_000;
const idle = {
  status: 'processing' as const,
  now_ms: NOW,
  next_due_ms: null,
  line_lease_ms: null,
  any_lease_ms: null,
};
const plenty = { leftMs: 40_000, shortWaitMs: 5_000, pollMs: 300 };

describe('a slice that runs nothing', () => {
  test('acknowledges when the job has ended', () => {
    expect(decide({ ...idle, status: 'cancelled', next_due_ms: NOW }, plenty).kind).toBe('acknowledge');
  });

  test('acknowledges when nothing is pending and only other lines run', () => {
    expect(decide({ ...idle, any_lease_ms: NOW + 9_000 }, plenty).kind).toBe('acknowledge');
  });

  test('never acknowledges while a lease on its own line may be its own dead run', () => {
    const seen = { ...idle, any_lease_ms: NOW + 9_500, line_lease_ms: NOW + 9_500 };
    expect(decide(seen, plenty)).toEqual({ kind: 'busy', afterSeconds: 11 });
  });

  test('sleeps until a step that is due soon', () => {
    expect(decide({ ...idle, next_due_ms: NOW + 800 }, plenty)).toMatchObject({ kind: 'wait', ms: 801 });
  });

  test('hands over, delayed to the due time, when the next step is far', () => {
    expect(decide({ ...idle, next_due_ms: NOW + 20_100 }, plenty)).toEqual({
      kind: 'hand_over',
      delaySeconds: 21,
    });
  });

  test('polls for the budget when steps are due that it could not take', () => {
    expect(decide({ ...idle, next_due_ms: NOW - 5 }, plenty)).toMatchObject({ kind: 'wait', ms: 300 });
  });

  test('hands over at once when its time is spent and steps are due', () => {
    expect(decide({ ...idle, next_due_ms: NOW - 5 }, { ...plenty, leftMs: -1 })).toEqual({
      kind: 'hand_over',
      delaySeconds: 0,
    });
  });

  test('does not leave an expired lease of another line to nobody', () => {
    expect(decide({ ...idle, any_lease_ms: NOW - 1 }, plenty).kind).toBe('wait');
  });

  test('says that the counters are broken when an unfinished job has nothing left', () => {
    expect(decide(idle, plenty).kind).toBe('broken');
  });
});
