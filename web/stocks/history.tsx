import type { StockSummaryJson } from '../../lib/stocks/http/summary-json.ts';
import { price } from '../parts/figures.ts';
import { day } from '../parts/times.ts';
import { Wide } from '../parts/wide.tsx';
import { findingInWords } from './words.ts';

/** A symbol's results, newest first, one a day; each leads to the page as it was then. */
export function History({ results }: { results: readonly StockSummaryJson[] }) {
  return (
    <Wide label="Earlier verdicts, newest first">
      <table>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Verdict</th>
            <th scope="col" class="number">
              Close
            </th>
            <th scope="col">Evidence</th>
          </tr>
        </thead>
        <tbody>
          {results.map((row) => (
            <tr key={row.job_id}>
              <th scope="row" class="nowrap">
                <a href={`/stocks/${encodeURIComponent(row.ticker)}?job=${row.job_id}`}>{day(row.as_of)}</a>
              </th>
              <td>
                {row.verdict} <span class="figure minor">{Math.round(row.score)}</span>
              </td>
              <td class="number">{price(row.close)}</td>
              <td>{findingInWords(row.evidence)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
