import { useLocation } from 'preact-iso/router';
import type { LatestJson } from '../../lib/stocks/http/latest-json.ts';
import type { StockSummaryJson } from '../../lib/stocks/http/summary-json.ts';
import { useResource } from '../api/resource.ts';
import { count, price } from '../parts/figures.ts';
import { Interval } from '../parts/interval.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { day } from '../parts/times.ts';
import { Wide } from '../parts/wide.tsx';
import { counted, percent } from '../words/count.ts';
import { Filters } from './filters.tsx';
import { nextSort, pathWith, type Query, requestPath, sortedBy } from './latest-query.ts';
import { findingInWords, sourceInWords, wonEstimate } from './words.ts';

/** Each symbol's latest verdict, beside what such verdicts were worth. */
export function Latest() {
  const { query } = useLocation();
  const latest = useResource<LatestJson>(requestPath(query));
  return (
    <>
      <h1>Stocks</h1>
      <Filters query={query} />
      <p class="minor">
        The bar is what such buys won in the symbol’s own past, with its 95 % interval; dashed, the same trade
        on any day.
      </p>
      <Loaded of={latest}>
        {(found) =>
          found.total === 0 ? (
            <Nothing filtered={Object.keys(query).length > 0} />
          ) : (
            <>
              <Table of={found} query={query} />
              <Pages of={found} query={query} />
              {found.disclaimer && <p class="minor">{found.disclaimer}</p>}
            </>
          )
        }
      </Loaded>
    </>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <p>
      No result fits these filters. <a href="/stocks">Show all</a>
    </p>
  ) : (
    <p>
      Nothing was analyzed yet. <a href="/#new-stocks">Analyze some stocks</a>, and each one’s latest verdict
      stands here.
    </p>
  );
}

function Table({ of: { results, total }, query }: { of: LatestJson; query: Query }) {
  return (
    <Wide label="Latest results, as a table">
      <table class="rows">
        <caption>{counted(total, 'symbol')}</caption>
        <thead>
          <tr>
            <Head query={query} by="ticker" name="Symbol" />
            <Head query={query} by="score" name="Verdict" />
            <Head query={query} by="evidence" name="Evidence" />
            <th scope="col" class="number">
              Close
            </th>
            <Head query={query} by="turnover" name="Turnover a day" look="number" />
            <Head query={query} by="as_of" name="As of" />
            <th scope="col">Prices</th>
          </tr>
        </thead>
        <tbody>
          {results.map((row) => (
            <Row key={row.ticker} row={row} />
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

interface HeadProps {
  query: Query;
  by: string;
  name: string;
  look?: string;
}

function Head({ query, by, name, look }: HeadProps) {
  const sorted = sortedBy(query, by);
  const mark = { ascending: ' ↑', descending: ' ↓', none: '' }[sorted];
  return (
    <th scope="col" class={look} aria-sort={sorted}>
      <a class="sort" href={pathWith(query, { sort: nextSort(query, by) })}>
        {name}
        <span aria-hidden="true">{mark}</span>
      </a>
    </th>
  );
}

function Row({ row }: { row: StockSummaryJson }) {
  const { ticker, name, verdict, score, evidence, won, close, currency, turnover, turnover_currency } = row;
  const estimate = wonEstimate(won);
  const page = `/stocks/${encodeURIComponent(ticker)}${row.interval === '1wk' ? '?interval=1wk' : ''}`;
  return (
    <tr>
      <th scope="row" class="symbol-cell">
        <a href={page}>{ticker}</a>
        {name && <span class="minor"> {name}</span>}
      </th>
      <td class="verdict-cell">
        {verdict}{' '}
        <a class="figure" href={`${page}#verdict-why`}>
          {Math.round(score)}
        </a>
      </td>
      <td class="evidence-cell">
        <a href={`${page}#evidence`}>{findingInWords(evidence)}</a>
        {estimate && (
          <>
            <br />
            <Interval estimate={estimate} format={percent} of="separate trades" baseIs="a trade on any day" />
          </>
        )}
      </td>
      <td class="number close-cell">
        <a href={`${page}#prices`}>
          {price(close)} {currency}
        </a>
      </td>
      <td class="number turnover-cell">
        {turnover === null ? 'not known' : `${count(turnover)} ${turnover_currency ?? ''}`}
      </td>
      <td class="nowrap day-cell">
        <time dateTime={row.as_of}>{day(row.as_of)}</time>
      </td>
      <td>
        {row.stale ? <em>{sourceInWords(row.data_source)}, not live</em> : sourceInWords(row.data_source)}
      </td>
    </tr>
  );
}

function Pages({ of: { page, total_pages }, query }: { of: LatestJson; query: Query }) {
  if (total_pages < 2) return null;
  return (
    <nav class="pages" aria-label="Pages">
      {page > 1 && <a href={pathWith(query, { page: String(page - 1) })}>Previous</a>}
      <span>
        Page {page} of {total_pages}
      </span>
      {page < total_pages && <a href={pathWith(query, { page: String(page + 1) })}>Next</a>}
    </nav>
  );
}
