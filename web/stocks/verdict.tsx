import type { StockResultJson } from '../../lib/stocks/http/result-json.ts';
import { signed } from '../parts/figures.ts';
import { Wide } from '../parts/wide.tsx';
import { counted, percent } from '../words/count.ts';

type Explanation = NonNullable<StockResultJson['explanation']>;

/** Why the verdict is what it is: the groups of votes, each vote, and what would turn it. */
export function Verdict({ result: { explanation, votes, partial_reason } }: { result: StockResultJson }) {
  return (
    <section aria-labelledby="verdict-why">
      <h2 id="verdict-why">Why</h2>
      {partial_reason && <p>{partial_reason}</p>}
      {explanation ? (
        <>
          <Groups groups={explanation.groups} />
          {explanation.conflicts.map((conflict) => (
            <p key={conflict}>{conflict}</p>
          ))}
          <Turns changes={explanation.changes} />
        </>
      ) : (
        <p>It was voted by an older list, which is no longer explained.</p>
      )}
      <details>
        <summary>All {votes.length} votes</summary>
        <Votes votes={votes} />
      </details>
    </section>
  );
}

const GROUPS = { trend: 'Trend', momentum: 'Momentum', volatility: 'Volatility', volume: 'Volume' } as const;

function Groups({ groups }: { groups: Explanation['groups'] }) {
  return (
    <Wide label="Votes by group">
      <table>
        <caption>Each group’s part of the rating, which reaches from −1 to +1</caption>
        <thead>
          <tr>
            <th scope="col">Group</th>
            <th scope="col" class="number">
              Buy
            </th>
            <th scope="col" class="number">
              Neutral
            </th>
            <th scope="col" class="number">
              Sell
            </th>
            <th scope="col" class="number">
              Adds
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ group, buy, neutral, sell, points }) => (
            <tr key={group}>
              <th scope="row">{GROUPS[group]}</th>
              {[buy, neutral, sell, signed(points)].map((figure, i) => (
                <td key={i} class="number">
                  <a href={`#votes-${group}`}>{figure}</a>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function Turns({ changes: { up, down, votes } }: { changes: Explanation['changes'] }) {
  const said = [up?.text, down?.text].filter((text) => text !== undefined);
  return (
    <>
      <h3>What would turn it</h3>
      <ul class="plain">
        {said.map((text) => (
          <li key={text}>{text}</li>
        ))}
        {votes.map(({ id, to, text }) => (
          <li key={`${id} ${to}`}>
            <a href={`#vote-${id}`}>{text}</a>
          </li>
        ))}
        {said.length + votes.length === 0 && <li>No single vote is near to it.</li>}
      </ul>
    </>
  );
}

const VOTES = new Map([
  [1, 'Buy'],
  [0, 'Neutral'],
  [-1, 'Sell'],
]);

function Votes({ votes }: { votes: StockResultJson['votes'] }) {
  return (
    <Wide label={counted(votes.length, 'vote')}>
      <table>
        <thead>
          <tr>
            <th scope="col">Vote</th>
            <th scope="col">Says</th>
            <th scope="col" class="number">
              Weight
            </th>
            <th scope="col">By</th>
          </tr>
        </thead>
        {[...Map.groupBy(votes, ({ evidence_group }) => evidence_group)].map(([group, ofGroup]) => (
          <tbody key={group}>
            {group !== null && (
              <tr id={`votes-${group}`}>
                <th scope="rowgroup" colSpan={4}>
                  {GROUPS[group]}
                </th>
              </tr>
            )}
            {ofGroup.map(({ id, name, vote, weight, text, abstains }, i) => (
              <tr key={id ?? i} id={id === null ? undefined : `vote-${id}`}>
                <th scope="row" class="nowrap">
                  {name ?? `Vote ${i + 1}`}
                </th>
                <td>{vote === null ? 'Abstains' : VOTES.get(vote)}</td>
                <td class="number">{weight === null ? '–' : percent(weight)}</td>
                <td>{text ?? abstains?.replaceAll('_', ' ') ?? ''}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </Wide>
  );
}
