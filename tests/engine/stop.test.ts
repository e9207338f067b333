import { describe, expect, test } from 'vitest';
import { Stop } from '../../lib/engine/slice/stop.ts';

describe('what ends a step from outside', () => {
  test('aborts the signal, whether it was asked for before or after', () => {
    const stop = new Stop();
    const before = stop.signal;
    expect(before.aborted).toBe(false);
    expect(stop.now('late')).toBe(true);
    expect([before.aborted, before.reason]).toEqual([true, 'late']);
    const unasked = new Stop();
    unasked.now('late');
    expect([unasked.signal.aborted, unasked.signal.reason]).toEqual([true, 'late']);
    expect(unasked.signal).toBe(unasked.signal);
  });

  test('keeps its first reason', () => {
    const stop = new Stop();
    stop.now('late');
    expect(stop.now('given up')).toBe(false);
    expect(stop.signal.reason).toBe('late');
    expect(() => stop.throwIfOver()).toThrow('late');
  });

  test('rejects for who waits, before and after', async () => {
    const stop = new Stop();
    const waits = stop.over();
    stop.now(new Error('late'));
    await expect(waits).rejects.toThrow('late');
    await expect(stop.over()).rejects.toThrow('late');
  });
});
