import type { StockResultJson } from '../../lib/stocks/http/result-json.ts';
import type { GivenPlan } from '../../lib/stocks/record/plans-of.ts';
import { count, inRisk, price } from '../parts/figures.ts';
import { day } from '../parts/times.ts';
import { Wide } from '../parts/wide.tsx';
import { noPlanInWords, planStateInWords, sourceInWords, strategyInWords } from './words.ts';

/** The plan that the verdict gives, or why there is none. */
export function Plan({ result }: { result: StockResultJson }) {
  const {
    entry,
    stop,
    target,
    risk_reward,
    shares,
    shares_reason,
    time_limit_bars,
    entry_reason_text,
    currency,
  } = result;
  if (entry === null || stop === null || target === null)
    return (
      <section aria-labelledby="plan">
        <h2 id="plan">Plan</h2>
        <p>{noPlanInWords(result.no_plan_reason)}</p>
      </section>
    );
  const size = shares === null ? (shares_reason ?? 'not known').replaceAll('_', ' ') : count(shares);
  const rows = [
    ['Entry', `${price(entry)} ${currency}`, entry_reason_text ?? ''],
    ['Stop', `${price(stop)} ${currency}`, ''],
    [
      'Target',
      `${price(target)} ${currency}`,
      risk_reward === null ? '' : `${risk_reward} times what the stop risks`,
    ],
    ['Shares', size, ''],
    [
      'Ends',
      time_limit_bars === null ? 'not known' : `after ${time_limit_bars} bars`,
      'whatever the price is then',
    ],
  ] as const;
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">Plan</h2>
      <Wide label="The plan, as a table">
        <table>
          <tbody>
            {rows.map(([name, value, note]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="number">
                  <a href="#prices">{value}</a>
                </td>
                <td class="minor">{note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

/** What became of earlier plans of this symbol. */
export function Plans({ plans }: { plans: readonly GivenPlan[] }) {
  if (plans.length === 0) return <p>No plan of this symbol was given yet, so there is nothing to follow.</p>;
  return (
    <Wide label="Plans, newest first">
      <table>
        <thead>
          <tr>
            <th scope="col">Given</th>
            <th scope="col">Strategy</th>
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
            <th scope="col" class="number">
              Result
            </th>
            <th scope="col">Prices</th>
          </tr>
        </thead>
        <tbody>
          {plans.map((plan) => (
            <tr key={`${plan.given_on} ${plan.strategy} ${plan.data_source}`}>
              <th scope="row" class="nowrap">
                {day(plan.given_on)}
              </th>
              <td>{strategyInWords(plan.strategy)}</td>
              <td class="number">{price(plan.entry)}</td>
              <td class="number">{price(plan.stop)}</td>
              <td class="number">{price(plan.target)}</td>
              <td>
                {planStateInWords(plan.state)}
                {plan.settled_on && ` on ${day(plan.settled_on)}`}
              </td>
              <td class="number">{plan.result_r === null ? '–' : inRisk(plan.result_r)}</td>
              <td>{sourceInWords(plan.data_source)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
