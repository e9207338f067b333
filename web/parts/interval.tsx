import { type Estimate, inWords, placed, type Scale, SHARES, type Words } from './interval-scale.ts';

interface IntervalProps extends Partial<Words> {
  estimate: Estimate;
  format: Words['format'];
  scale?: Scale;
}

/**
 * An estimate as a bar: the interval is the line, the estimate its tick, the base rate a dashed line. The figures
 * stand beside it, so that the bar is never the only way to read them; in a table it is a cell.
 */
export function Interval({
  estimate,
  format,
  of = 'observations',
  baseIs = 'base rate',
  scale = SHARES,
}: IntervalProps) {
  const drawn = placed(estimate, scale);
  const words = inWords(estimate, { format, of, baseIs });
  const { value, low, high, base = null, n } = estimate;
  if (!drawn || value === null || low === null || high === null) return <span class="minor">{words}</span>;
  return (
    <span class="interval">
      <svg class="interval-bar" viewBox="0 0 100 16" preserveAspectRatio="none" role="img" aria-label={words}>
        <title>{words}</title>
        <line class="interval-axis" x1="0" x2="100" y1="8" y2="8" />
        <line class="interval-range" x1={drawn.from} x2={drawn.to} y1="8" y2="8" />
        <line class="interval-value" x1={drawn.at} x2={drawn.at} y1="2" y2="14" />
        {drawn.base !== null && <line class="interval-base" x1={drawn.base} x2={drawn.base} y1="0" y2="16" />}
      </svg>
      <span class="figure" aria-hidden="true">
        {format(value)} [{format(low)}, {format(high)}] n {n}
        {base !== null && <span class="minor"> · base {format(base)}</span>}
      </span>
    </span>
  );
}
