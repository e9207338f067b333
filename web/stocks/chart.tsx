import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { StockResultJson } from '../../lib/stocks/http/result-json.ts';
import { count, price } from '../parts/figures.ts';
import { day } from '../parts/times.ts';
import { Wide } from '../parts/wide.tsx';
import { RANGES, rangeOf, shownDays } from './ranges.ts';

type Bars = NonNullable<StockResultJson['raw']>;

const MOST_ROWS = 100;

interface ChartProps {
  result: StockResultJson;
  bars: Bars;
}

/** The candles with the plan drawn, the same in a sentence and in a table. */
export function Chart({ result, bars }: ChartProps) {
  const { query } = useLocation();
  const range = rangeOf(query['range']);
  const days = shownDays(bars.dates, range);
  const sentence = days ? told(result, bars, days) : '';
  return (
    <section id="prices" aria-label="Prices">
      <Candles result={result} bars={bars} days={days} label={sentence} />
      <Ranges chosen={range.id} query={query} ticker={result.ticker} />
      <p>{sentence}</p>
      <details>
        <summary>The bars as a table</summary>
        <BarTable bars={bars} />
      </details>
      <p class="minor">
        Chart by <a href="https://www.tradingview.com/">TradingView</a> (Lightweight Charts, Apache-2.0).
        Hollow bars rose, filled ones fell. The box is the plan: plain what it aims at, hatched what it risks.
      </p>
    </section>
  );
}

function Ranges({
  chosen,
  query,
  ticker,
}: {
  chosen: string;
  query: Record<string, string>;
  ticker: string;
}) {
  return (
    <nav class="ranges" aria-label="Span of the chart">
      {RANGES.map(({ id, name }) => (
        <a
          key={id}
          href={`/stocks/${encodeURIComponent(ticker)}?${new URLSearchParams({ ...query, range: id })}`}
          aria-current={id === chosen ? 'true' : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}

type CandlesProps = ChartProps & { days: ReturnType<typeof shownDays>; label: string };

/** The library is loaded only here. Drawn again where the theme changes, since a canvas has no style of the page. */
function Candles({
  result: { entry, stop, target, time_limit_bars: limit },
  bars,
  days,
  label,
}: CandlesProps) {
  const box = useRef<HTMLDivElement>(null);
  const dark = useSignal(matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const changed = () => {
      dark.value = scheme.matches;
    };
    scheme.addEventListener('change', changed);
    return () => scheme.removeEventListener('change', changed);
  }, [dark]);
  const from = days?.from;
  useEffect(() => {
    if (!box.current || from === undefined) return;
    const place = box.current;
    const levels = [
      { name: 'Target', price: target, dashed: true },
      { name: 'Entry', price: entry, dashed: false },
      { name: 'Stop', price: stop, dashed: true },
    ].flatMap(({ price: at, ...level }) => (at === null ? [] : [{ ...level, price: at }]));
    const plan =
      entry === null || stop === null || target === null || limit === null
        ? null
        : { entry, stop, target, from: bars.dates.length - 1, bars: limit };
    let remove: (() => void) | undefined;
    let gone = false;
    void import('./candles.ts').then(({ drawCandles }) => {
      if (!gone) remove = drawCandles(place, { bars, levels, plan, from });
    });
    return () => {
      gone = true;
      remove?.();
    };
  }, [bars, from, entry, stop, target, limit, dark.value]);
  return <div class="chart" ref={box} role="img" aria-label={label} />;
}

/** The chart in a sentence. */
function told(
  { ticker, currency, entry, stop, target }: StockResultJson,
  bars: Bars,
  days: { from: string; to: string },
) {
  const first = bars.dates.indexOf(days.from);
  const close = bars.close.slice(first);
  const [begin = 0, end = 0] = [close[0], close.at(-1)];
  const low = Math.min(...bars.low.slice(first));
  const high = Math.max(...bars.high.slice(first));
  const change =
    begin === 0
      ? ''
      : ` (${end >= begin ? '+' : '−'}${Math.abs((100 * (end - begin)) / begin).toFixed(1)} %)`;
  const plan =
    entry === null || stop === null || target === null
      ? ''
      : ` The plan enters at ${price(entry)}, stops at ${price(stop)} and aims at ${price(target)}.`;
  return (
    `${ticker} went from ${price(begin)} on ${day(days.from)} to ${price(end)} ${currency} on ${day(days.to)}${change}, ` +
    `between ${price(low)} and ${price(high)}.${plan}`
  );
}

function BarTable({ bars: { dates, open, high, low, close, volume } }: { bars: Bars }) {
  const rows = dates
    .map((date, i) => ({ date, i }))
    .slice(-MOST_ROWS)
    .reverse();
  const cell = (column: readonly number[], i: number) => price(column[i] ?? 0);
  return (
    <Wide label="Bars, newest first">
      <table>
        <caption>
          The last {rows.length} of {count(dates.length)} bars, newest first
        </caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {['Open', 'High', 'Low', 'Close', 'Volume'].map((name) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ date, i }) => (
            <tr key={date}>
              <th scope="row" class="nowrap">
                {day(date)}
              </th>
              <td class="number">{cell(open, i)}</td>
              <td class="number">{cell(high, i)}</td>
              <td class="number">{cell(low, i)}</td>
              <td class="number">{cell(close, i)}</td>
              <td class="number">{count(volume[i] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
