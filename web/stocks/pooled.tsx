import { useLocation } from 'preact-iso/router';
import type { PooledFigures } from '../../lib/stocks/evidence/pooled/pooled-schema.ts';
import type { PooledJson } from '../../lib/stocks/http/pooled-evidence.ts';
import { useResource } from '../api/resource.ts';
import { count, inRisk } from '../parts/figures.ts';
import { Interval } from '../parts/interval.tsx';
import type { Estimate } from '../parts/interval-scale.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Wide } from '../parts/wide.tsx';
import { counted, percent } from '../words/count.ts';
import { Choice } from './filters.tsx';
import { findingInWords, STRATEGY_NAMES, strategyInWords } from './words.ts';

/** What the buys of all symbols won together, by score and by year. */
export function Pooled() {
  const { query, route } = useLocation();
  const asked = new URLSearchParams();
  for (const name of ['strategy', 'job']) if (query[name]) asked.set(name, query[name]);
  const pooled = useResource<PooledJson>(`/api/v1/stocks/evidence?${asked}`, { live: false });
  const set = (strategy: string) => {
    const next = new URLSearchParams(asked);
    if (strategy) next.set('strategy', strategy);
    else next.delete('strategy');
    route(`/stocks/evidence?${next}`);
  };
  return (
    <>
      <h1>What such buys won</h1>
      <form class="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
        <Choice
          name="Strategy"
          any="Balanced (default)"
          options={STRATEGY_NAMES.filter(([id]) => id !== 'balanced')}
          value={query['strategy']}
          set={set}
        />
        {query['job'] && <a href="/stocks/evidence">Of this job only: show all symbols</a>}
      </form>
      <Loaded of={pooled}>{(found) => <Found of={found} />}</Loaded>
    </>
  );
}

function Found({ of: found }: { of: PooledJson }) {
  const { all, symbols, live, left_out, score_buckets, years, strategy, disclaimer } = found;
  if (all.n === 0)
    return (
      <p>
        There are no back-tested buys of {strategyInWords(strategy)} yet.{' '}
        <a href="/#new-stocks">Analyze some stocks</a> first.
      </p>
    );
  return (
    <>
      <p class="verdict-line">
        {all.win_rate === null ? 'Not known' : percent(all.win_rate)} <span class="minor">won</span>
      </p>
      <Interval
        estimate={estimateOf(all)}
        format={percent}
        of="independent trades"
        baseIs="a trade on any day"
      />
      <p>{all.sentence}</p>
      <p class="minor">
        {counted(symbols, 'symbol')}
        {live ? '' : ', of sample or simulated prices'}
        {left_out > 0 && `; ${counted(left_out, 'symbol')} without live prices left out`}. Stocks move
        together, so {count(all.n)} buys count as {count(all.effective_n)} independent ones.
      </p>
      <Parts
        title="By score: does a higher one win more?"
        first="Score"
        rows={score_buckets.map(({ above, up_to, figures }) => [`above ${above} to ${up_to}`, figures])}
      />
      <Parts
        title="By year of the decision"
        first="Year"
        rows={years.map(({ year, figures }) => [String(year), figures])}
      />
      {disclaimer && <p class="minor">{disclaimer}</p>}
    </>
  );
}

const estimateOf = (figures: PooledFigures): Estimate => ({
  value: figures.win_rate,
  low: figures.win_rate_low,
  high: figures.win_rate_high,
  base: figures.base_win_rate,
  n: figures.effective_n,
});

interface PartsProps {
  title: string;
  first: string;
  rows: readonly (readonly [string, PooledFigures])[];
}

function Parts({ title, first, rows }: PartsProps) {
  if (rows.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <Wide label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              <th scope="col">Won, with its interval; dashed, a trade on any day</th>
              <th scope="col" class="number">
                Mean result
              </th>
              <th scope="col" class="number">
                Buys
              </th>
              <th scope="col">Finding</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, figures]) => (
              <tr key={name}>
                <th scope="row" class="nowrap">
                  {name}
                </th>
                <td>
                  <Interval estimate={estimateOf(figures)} format={percent} of="independent trades" />
                </td>
                <td class="number">{figures.expectancy_r === null ? '–' : inRisk(figures.expectancy_r)}</td>
                <td class="number">{count(figures.n)}</td>
                <td>{findingInWords(figures.finding)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}
