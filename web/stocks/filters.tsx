import { useLocation } from 'preact-iso/router';
import { csvPath, pathWith, type Query, type QueryName } from './latest-query.ts';
import { STRATEGY_NAMES } from './words.ts';

type Options = readonly (readonly [value: string, name: string])[];

const VERDICTS: Options = ['Strong Buy', 'Buy', 'Neutral', 'Sell', 'Strong Sell'].map((each) => [each, each]);
const EVIDENCE: Options = [
  ['better', 'Better than any day'],
  ['no_edge', 'No measurable edge'],
  ['too_few', 'Too few to tell'],
];
const INTERVALS: Options = [['1wk', 'Weeks']];

/** What the list shows. All of it is in the address, so that it can be kept and sent. */
export function Filters({ query }: { query: Query }) {
  const { route } = useLocation();
  const set = (name: QueryName) => (value: string) => route(pathWith(query, { [name]: value.trim() }));
  return (
    <form class="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <label>
        Symbol begins with{' '}
        <input
          key={query['symbol']}
          name="symbol"
          size={8}
          autoComplete="off"
          spellcheck={false}
          value={query['symbol'] ?? ''}
          onChange={({ currentTarget }) => set('symbol')(currentTarget.value)}
        />
      </label>
      <Choice name="Verdict" any="Any" options={VERDICTS} value={query['verdict']} set={set('verdict')} />
      <Choice name="Evidence" any="Any" options={EVIDENCE} value={query['evidence']} set={set('evidence')} />
      <Choice
        name="Strategy"
        any="Any"
        options={STRATEGY_NAMES}
        value={query['strategy']}
        set={set('strategy')}
      />
      <Choice name="Bars" any="Days" options={INTERVALS} value={query['interval']} set={set('interval')} />
      <label>
        Turnover at least{' '}
        <input
          key={query['min_turnover']}
          name="min_turnover"
          type="number"
          min={0}
          step="any"
          value={query['min_turnover'] ?? ''}
          onChange={({ currentTarget }) => set('min_turnover')(currentTarget.value)}
        />
      </label>
      <a href={csvPath(query)} download="stocks.csv">
        All as CSV
      </a>
    </form>
  );
}

interface ChoiceProps {
  name: string;
  /** What it is called to choose nothing. */
  any: string;
  options: Options;
  value: string | undefined;
  set: (value: string) => void;
}

/** One of a few, or none of them. */
export function Choice({ name, any, options, value = '', set }: ChoiceProps) {
  return (
    <label>
      {name}{' '}
      <select value={value} onChange={({ currentTarget }) => set(currentTarget.value)}>
        <option value="">{any}</option>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
