import { describe, expect, test } from 'vitest';
import { CONFIGS, surprises } from './configs.ts';
import { meet, PLANS } from './weather.ts';

describe('the protocol, in every state that faults can reach', () => {
  test.each(CONFIGS.filter(({ long, name }) => !long && !name.includes('look again')))('$name', (config) => {
    expect(surprises(config, config.play())).toEqual([]);
  });
});

describe('after an outage', () => {
  const worst = (name: string, sweepEvery: number | null, seconds: number) => {
    const plan = PLANS.find((each) => each.name.startsWith(name) && each.sweepEvery === sweepEvery);
    if (!plan) throw new Error(`no plan ${name}`);
    const met = (['functions', 'queue', 'database'] as const).flatMap((away) =>
      meet(plan, away, seconds, 100),
    );
    return Math.max(...met.map(({ after }) => after));
  };

  test('constant delays strand a job, growing ones with a sweeper do not', () => {
    expect(worst('5 s', null, 600)).toBe(Number.POSITIVE_INFINITY);
    expect(worst('2', 300, 600)).toBeLessThanOrEqual(300);
    expect(worst('2', 300, 3_600)).toBeLessThanOrEqual(300);
  });
});
