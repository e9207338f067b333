import type { TradePlan } from '../plan/plan.ts';
import type { Funds } from './account.ts';

interface Circumstances {
  funds: Pick<Funds, 'notSized'>;
  lot: number;
  volumeLimit: number;
  volume: number | null;
  coin: boolean;
}

function leastOf({ lot, coin }: Circumstances): string {
  if (lot < 1) return 'the smallest fraction';
  if (lot > 1) return `one lot of ${lot} shares`;
  return coin ? 'one coin' : 'one share';
}

/** Why a plan has no shares, in words; null if it has some, or without a plan. */
export function tellShares(plan: TradePlan | null, circumstances: Circumstances): string | null {
  if (!plan?.sharesReason) return null;
  const { funds, volumeLimit, volume, lot, coin } = circumstances;
  const least = leastOf(circumstances);
  switch (plan.sharesReason) {
    case 'capital_too_small': {
      const option = plan.limitedBy === 'risk' ? 'risk_percent' : 'position_cap_percent';
      const remedy = coin && lot === 1 ? ' With "fractional": true a part of a coin is sized.' : '';
      return `What ${option} of the capital allows is less than ${least}.${remedy}`;
    }
    case 'volume_too_small':
      return `${volumeLimit} % of a usual day's volume of ${volume} is less than ${least}.`;
    case 'too_many_shares':
      return `The capital would buy more than ${Number.MAX_SAFE_INTEGER} shares, which is no size.`;
    case 'currency_unknown':
    case 'capital_currency_unknown':
    case 'no_rate':
    case 'rate_too_old':
      return funds.notSized?.why ?? null;
  }
}
