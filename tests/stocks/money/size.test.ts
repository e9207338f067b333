import { describe, expect, test } from 'vitest';
import { type SizeOptions, sizeOf } from '../../../lib/stocks/money/size.ts';

const OPTIONS: SizeOptions = { capital: 100_000, riskPercent: 2, positionCapPercent: 20 };
const SHARE = { paid: 500, lost: 100 };

describe('a size', () => {
  test('is what the tightest of the three limits allows', () => {
    expect(sizeOf(OPTIONS, SHARE)).toEqual({ shares: 20, limitedBy: 'risk', sharesReason: null });
    expect(sizeOf(OPTIONS, { paid: 500, lost: 10 })).toMatchObject({ shares: 40, limitedBy: 'position_cap' });
    expect(sizeOf({ ...OPTIONS, mostByVolume: 7.9 }, SHARE)).toMatchObject({
      shares: 7,
      limitedBy: 'volume',
    });
  });

  test('is in whole lots', () => {
    const lots = (capital: number) => sizeOf({ ...OPTIONS, capital, lot: 100 }, SHARE);
    expect(lots(1_499_999)).toMatchObject({ shares: 200, limitedBy: 'risk' });
    expect(lots(499_999)).toEqual({ shares: 0, limitedBy: 'risk', sharesReason: 'capital_too_small' });
  });

  test('is in fractions where the lot is one, and never more than the limit', () => {
    const { shares } = sizeOf({ ...OPTIONS, lot: 1e-8 }, { paid: 60_000, lost: 6_000 });
    expect(shares).toBe(0.33333333);
    expect(sizeOf({ ...OPTIONS, capital: 1e-6, lot: 1e-8 }, { paid: 60_000, lost: 6_000 })).toMatchObject({
      shares: 0,
      sharesReason: 'capital_too_small',
    });
  });

  test('of none says which limit leaves none', () => {
    expect(sizeOf({ ...OPTIONS, mostByVolume: 0 }, SHARE)).toEqual({
      ...{ shares: 0, limitedBy: 'volume', sharesReason: 'volume_too_small' },
    });
  });

  test('that cannot be counted or stored is none', () => {
    const tooMany = { shares: null, limitedBy: null, sharesReason: 'too_many_shares' };
    expect(sizeOf({ ...OPTIONS, capital: 1e12 }, { paid: 1e-7, lost: 1e-8 })).toEqual(tooMany);
    expect(sizeOf({ ...OPTIONS, capital: 1e12 }, { paid: 5e-324, lost: 5e-324 })).toEqual(tooMany);
    const most = { ...OPTIONS, capital: 1e12, mostByVolume: Number.MAX_SAFE_INTEGER };
    expect(sizeOf(most, { paid: 1e-7, lost: 1e-8 }).shares).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('without a capital in the prices’ unit is none, and says why', () => {
    expect(sizeOf({ ...OPTIONS, capital: null, notSized: 'no_rate' }, SHARE)).toEqual({
      ...{ shares: null, limitedBy: null, sharesReason: 'no_rate' },
    });
  });
});
