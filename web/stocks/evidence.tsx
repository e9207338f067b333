import type { StrategyEvidence } from '../../lib/stocks/evidence/evidence-of.ts';
import { Interval } from '../parts/interval.tsx';
import { day } from '../parts/times.ts';
import { counted, percent } from '../words/count.ts';

/** What a strategy's buys won on this symbol, as a bar beside the base rate and as the service's own sentence. */
export function Evidence({ of: evidence }: { of: StrategyEvidence }) {
  const { win_rate, win_rate_low, win_rate_high, effective_n, base, sentence, basis } = evidence;
  const estimate = {
    value: win_rate,
    low: win_rate_low,
    high: win_rate_high,
    base: base.win_rate,
    n: effective_n,
  };
  return (
    <div class="evidence">
      <Interval estimate={estimate} format={percent} of="separate trades" baseIs="a trade on any day" />
      <p>{sentence}</p>
      <p class="minor">
        From {day(basis.from)} to {day(basis.to)}, {basis.prices}: stop {basis.stop_atrs} ATR below the entry,
        target {basis.risk_reward} times as far above it, {counted(basis.max_bars, 'bar')} at most,{' '}
        {basis.fee_percent} % fee and {basis.slippage_percent} % slippage on each side.
      </p>
    </div>
  );
}
