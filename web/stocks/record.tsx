import { useLocation } from 'preact-iso/router';
import type { PortfolioJson } from '../../lib/stocks/http/portfolio.ts';
import type { RecordJson } from '../../lib/stocks/http/record.ts';
import { useResource } from '../api/resource.ts';
import { inRisk, price } from '../parts/figures.ts';
import { Interval } from '../parts/interval.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { day } from '../parts/times.ts';
import { Wide } from '../parts/wide.tsx';
import { counted, percent } from '../words/count.ts';
import { Choice } from './filters.tsx';
import { findingInWords, strategyInWords } from './words.ts';

type Group = RecordJson['groups'][number];

const SOURCES = [
  ['sample', 'Sample'],
  ['simulated', 'Simulated'],
] as const;

const BY: Readonly<Record<Group['by'], string>> = {
  all: 'All plans',
  strategy: 'By strategy',
  verdict: 'By verdict',
  score: 'By score: is it calibrated?',
};

/** What became of every plan that was given, and the plans that are open. */
export function Record() {
  const { query, route } = useLocation();
  const asked = new URLSearchParams();
  for (const name of ['data_source', 'interval']) if (query[name]) asked.set(name, query[name]);
  const set = (name: string) => (value: string) => {
    const next = new URLSearchParams(asked);
    if (value) next.set(name, value);
    else next.delete(name);
    route(`/stocks/record?${next}`);
  };
  const source = query['data_source'] ? `?data_source=${query['data_source']}` : '';
  const record = useResource<RecordJson>(`/api/v1/stocks/record?${asked}`, { live: false });
  const portfolio = useResource<PortfolioJson>(`/api/v1/stocks/portfolio${source}`, { live: false });
  return (
    <>
      <h1>What became of the plans</h1>
      <p>
        Each plan is kept on the day it is given and followed by the prices of later runs. None can be
        deleted, so the record cannot be mended.
      </p>
      <form class="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
        <Choice
          name="Prices"
          any="Live"
          options={SOURCES}
          value={query['data_source']}
          set={set('data_source')}
        />
        <Choice
          name="Bars"
          any="Days"
          options={[['1wk', 'Weeks']]}
          value={query['interval']}
          set={set('interval')}
        />
      </form>
      <Loaded of={record}>{(found) => <Groups groups={found.groups} />}</Loaded>
      <Loaded of={portfolio}>{(found) => <Portfolio of={found} />}</Loaded>
    </>
  );
}

function Groups({ groups }: { groups: readonly Group[] }) {
  if (groups.length === 0)
    return <p>No plan was given on such prices yet. A buy gives one; later runs then follow it.</p>;
  return (
    <>
      {Object.entries(BY).map(([by, title]) => (
        <GroupTable key={by} title={title} groups={groups.filter((group) => group.by === by)} />
      ))}
    </>
  );
}

function GroupTable({ title, groups }: { title: string; groups: readonly Group[] }) {
  if (groups.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <Wide label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">Plans</th>
              <th scope="col">Won, with its interval; dashed, orders on every day</th>
              <th scope="col" class="number">
                Mean result
              </th>
              <th scope="col">What became of them</th>
              <th scope="col">Finding</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <GroupRow key={group.value} group={group} />
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}

function GroupRow({ group }: { group: Group }) {
  const { by, value, plans, open, overdue, hit, stopped, timed_out, not_entered, base } = group;
  const name = by === 'strategy' ? strategyInWords(value) : value;
  const estimate = {
    value: group.win_rate,
    low: group.win_rate_low,
    high: group.win_rate_high,
    base: base.win_rate,
    n: group.effective_n,
  };
  return (
    <tr>
      <th scope="row">
        {by === 'all' ? 'All' : name} <span class="figure minor">{plans}</span>
      </th>
      <td>
        <Interval estimate={estimate} format={percent} of="days with plans" baseIs="orders on every day" />
      </td>
      <td class="number">{group.expectancy_r === null ? '–' : inRisk(group.expectancy_r)}</td>
      <td>
        {hit} reached the target, {stopped} stopped, {timed_out} ran out of time, {not_entered} never entered,{' '}
        {open} open
        {overdue > 0 && ` (${overdue} overdue)`}
      </td>
      <td>{findingInWords(group.finding)}</td>
    </tr>
  );
}

function Portfolio({ of: { plans, totals, next_cursor, disclaimer } }: { of: PortfolioJson }) {
  if (plans.length === 0) return null;
  return (
    <>
      <h2>Open plans</h2>
      {totals.map(({ currency, separate_plans, separate_risk, not_sized }) => (
        <p key={currency}>
          {price(separate_risk)} {currency} at risk in {counted(separate_plans, 'separate plan')}
          {not_sized > 0 && `; ${counted(not_sized, 'plan')} without a size`}.
        </p>
      ))}
      <Wide label="Open plans, as a table">
        <table>
          <thead>
            <tr>
              <th scope="col">Symbol</th>
              <th scope="col">Given</th>
              <th scope="col" class="number">
                Entry
              </th>
              <th scope="col" class="number">
                Stop
              </th>
              <th scope="col" class="number">
                Target
              </th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {plans.map((plan) => (
              <tr key={`${plan.ticker} ${plan.strategy} ${plan.interval} ${plan.given_on}`}>
                <th scope="row">
                  <a href={`/stocks/${encodeURIComponent(plan.ticker)}`}>{plan.ticker}</a>
                </th>
                <td class="nowrap">{day(plan.given_on)}</td>
                <td class="number">{price(plan.entry)}</td>
                <td class="number">{price(plan.stop)}</td>
                <td class="number">{price(plan.target)}</td>
                <td>
                  {plan.entered_on ? `entered ${day(plan.entered_on)}` : 'waits for its price'}
                  {plan.overdue && ', overdue'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {next_cursor && <p class="minor">These are the newest {plans.length}; the API has all.</p>}
      {disclaimer && <p class="minor">{disclaimer}</p>}
    </>
  );
}
