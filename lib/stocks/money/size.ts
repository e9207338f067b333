/** The limits on a position; the one that allows least binds. */
export const LIMITS = ['risk', 'position_cap', 'volume'] as const;
export type Limit = (typeof LIMITS)[number];

/** Why a plan has no shares: 0 of them, or null where none could be computed. */
export const SHARES_REASONS = [
  'capital_too_small',
  'volume_too_small',
  'too_many_shares',
  'currency_unknown',
  'capital_currency_unknown',
  'no_rate',
  'rate_too_old',
] as const;
export type SharesReason = (typeof SHARES_REASONS)[number];

export interface SizeOptions {
  /** In the unit that prices are quoted in, above 0; null if it cannot be told, and `notSized` says why. */
  capital: number | null;
  notSized?: SharesReason;
  /** Maximum loss at the stop, costs included, in percent of capital, above 0. */
  riskPercent: number;
  /** Maximum position, costs included, in percent of capital, above 0. */
  positionCapPercent: number;
  /** Shares come in multiples of this; default 1. Below 1 for fractions. */
  lot?: number;
  /** Most shares that the traded volume bears; absent for no limit. */
  mostByVolume?: number;
}

export interface Size {
  /** Multiple of the lot; null if not sized. */
  shares: number | null;
  /** The limit that set `shares`; null if not sized. */
  limitedBy: Limit | null;
  /** Null if there are shares. */
  sharesReason: SharesReason | null;
}

const DECIMALS = 8;

/** At most `raw`, in whole lots. */
function inLots(raw: number, lot: number): number {
  const shares = Math.floor(raw / lot) * lot;
  return lot >= 1 ? shares : Number(shares.toFixed(DECIMALS));
}

/**
 * Whole lots within all limits. More shares than a double counts exactly, 2^53 - 1, are no size.
 * @param paid price of a share, costs included. @param lost loss of a share at the stop, costs included. Both above 0.
 */
export function sizeOf(options: SizeOptions, { paid, lost }: { paid: number; lost: number }): Size {
  const { capital, notSized, riskPercent, positionCapPercent, lot = 1, mostByVolume } = options;
  if (capital === null) {
    return { shares: null, limitedBy: null, sharesReason: notSized ?? 'capital_currency_unknown' };
  }
  const allowed: Record<Limit, number> = {
    risk: (capital * riskPercent) / 100 / lost,
    position_cap: (capital * positionCapPercent) / 100 / paid,
    volume: mostByVolume ?? Number.POSITIVE_INFINITY,
  };
  const limitedBy = LIMITS.reduce((least, each) => (allowed[each] < allowed[least] ? each : least));
  const shares = inLots(allowed[limitedBy], lot);
  if (!(shares <= Number.MAX_SAFE_INTEGER)) {
    return { shares: null, limitedBy: null, sharesReason: 'too_many_shares' };
  }
  if (shares > 0) return { shares, limitedBy, sharesReason: null };
  const sharesReason = limitedBy === 'volume' ? 'volume_too_small' : 'capital_too_small';
  return { shares: 0, limitedBy, sharesReason };
}
