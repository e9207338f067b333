import { describe, expect, test } from 'vitest';
import { PROVIDER_LIMITS } from '../../lib/config/provider-limits.ts';
import { loadConfig } from '../../lib/config.ts';
import { COMPLETE } from './complete.ts';

const load = (variables: Record<string, string>) => loadConfig({ ...COMPLETE, ...variables });

describe('what a source takes', () => {
  test('is the documented or a cautious limit where nothing is set', () => {
    expect(load({}).config.providerLimits).toEqual(PROVIDER_LIMITS);
  });

  test('is what the operator says, and the default in the rest', () => {
    const { config, problems } = load({
      PROVIDER_YAHOO: 'in_flight=6 per_second=2.5 burst=5',
      PROVIDER_BLUESKY: 'in_flight=3',
      PROVIDER_TWITTER: 'per_second=none',
    });
    expect(problems).toEqual([]);
    expect(config.providerLimits.yahoo).toEqual({ maxInFlight: 6, perSecond: 2.5, burst: 5 });
    expect(config.providerLimits.bluesky).toEqual({ ...PROVIDER_LIMITS.bluesky, maxInFlight: 3 });
    expect(config.providerLimits.twitter).toEqual({ maxInFlight: 2 });
  });

  test('holds for prices, where MARKET_ says nothing else', () => {
    const yahoo = { MARKET_DATA: 'yahoo', PROVIDER_YAHOO: 'in_flight=6 per_second=2' };
    expect(load(yahoo).config.marketLimits).toEqual({ maxInFlight: 6, perSecond: 2 });
    expect(load({ ...yahoo, MARKET_MAX_IN_FLIGHT: '3' }).config.marketLimits).toEqual({
      maxInFlight: 3,
      perSecond: 2,
    });
  });

  test('is more at GitHub with a token', () => {
    const { github } = load({ GITHUB_TOKEN: 'ghp_1234567890abcdefghijklmnopqrstuvwxyz' }).config
      .providerLimits;
    expect(github.perSecond).toBeGreaterThan(PROVIDER_LIMITS.github.perSecond ?? 0);
  });

  test.each([
    ['4', 'number 1'],
    ['in_flight=0', 'number 1'],
    ['in_flight=1.5', 'number 1'],
    ['in_flight=none', 'number 1'],
    ['per_second=0', 'number 1'],
    ['per_second=-1', 'number 1'],
    ['per_minute=5', 'number 1'],
    ['in_flight=20000', 'number 1'],
    ['in_flight=1 burst=x', 'number 2'],
    ['in_flight=1 in_flight=2', 'in_flight twice'],
    ['burst=5', 'burst without a limit per time'],
  ])('is refused by name with a remedy: %s', (text, part) => {
    const { config, problems } = load({ PROVIDER_YAHOO: text });
    expect(problems).toMatchObject([{ name: 'PROVIDER_YAHOO', reason: expect.stringContaining(part) }]);
    expect(problems[0]?.remedy).toContain('in_flight=4 per_second=2 burst=5');
    expect(config.providerLimits.yahoo).toEqual(PROVIDER_LIMITS.yahoo);
  });
});
