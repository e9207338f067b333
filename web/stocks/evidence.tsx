import type { StrategyEvidence } from '../../lib/stocks/evidence/evidence-of.ts';
import { Interval } from '../parts/interval.tsx';
import { percent } from '../words/count.ts';

/** What a strategy's buys won on this symbol, as a bar beside the base rate and as the service's own sentence. */
export function Evidence({ of: evidence }: { of: StrategyEvidence }) {
  const { win_rate, win_rate_low, win_rate_high, effective_n, base, sentence } = evidence;
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
    </div>
  );
}
