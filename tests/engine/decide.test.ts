import { describe, expect, test } from 'vitest';
import { decide } from '../../lib/engine/slice/decide.ts';

const NOW = 1_000_000;
const idle = {
  status: 'processing' as const,
  now_ms: NOW,
  next_due_ms: null,
  line_lease_ms: null,
  any_lease_ms: null,
  held_by: null,
  held_until_ms: null,
  alive_lines: ['0', '1'],
};
const plenty = { leftMs: 40_000, shortWaitMs: 5_000, heldWaitMs: 400, pollMs: 300, line: '0' };

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

  describe('held back by its provider', () => {
    const held = { ...idle, held_by: 'budget' as const, alive_lines: ['0'] };
    const until = (ms: number) => ({ ...held, next_due_ms: NOW + ms, held_until_ms: NOW + ms });

    test('waits only for what comes at once: a function that waits costs as much as one that works', () => {
      expect(decide(until(200), plenty)).toMatchObject({ kind: 'wait', ms: 201 });
      expect(decide(until(1_500), plenty)).toEqual({ kind: 'hand_over', delaySeconds: 2 });
      expect(decide(until(200), { ...plenty, heldWaitMs: 100 }).kind).toBe('hand_over');
    });

    test('does not poll for a lease that has ended while nobody may claim', () => {
      const seen = { ...until(70_000), next_due_ms: null, any_lease_ms: NOW - 1 };
      expect(decide(seen, plenty)).toEqual({ kind: 'hand_over', delaySeconds: 70 });
    });

    test('leaves the waiting to the lowest line that is alive, and to no other', () => {
      const seen = { ...until(9_000), alive_lines: ['0', '1', 'w'] };
      expect(decide(seen, plenty).kind).toBe('hand_over');
      for (const line of ['1', 'w']) expect(decide(seen, { ...plenty, line }).kind).toBe('acknowledge');
      const own = { ...seen, line_lease_ms: NOW + 5_000, any_lease_ms: NOW + 5_000 };
      expect(decide(own, { ...plenty, line: '1' }).kind).toBe('hand_over');
    });
  });

  test('says that the counters are broken when an unfinished job has nothing left', () => {
    expect(decide(idle, plenty).kind).toBe('broken');
  });
});
