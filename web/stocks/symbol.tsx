import { useLocation } from 'preact-iso/router';
import type { StockChangeJson } from '../../lib/stocks/changes/change-json.ts';
import type { HistoryJson } from '../../lib/stocks/http/history.ts';
import type { StockOfSymbol } from '../../lib/stocks/http/symbol.ts';
import { Refused } from '../api/call.ts';
import { useResource } from '../api/resource.ts';
import { price } from '../parts/figures.ts';
import { useHashTarget } from '../parts/hash-target.ts';
import { Loaded } from '../parts/loaded.tsx';
import { day } from '../parts/times.ts';
import { Chart } from './chart.tsx';
import { Evidence } from './evidence.tsx';
import { History } from './history.tsx';
import { Plan, Plans } from './plan.tsx';
import { Verdict } from './verdict.tsx';
import { ChangeList } from './watchlist.tsx';
import { sourceInWords, strategyInWords } from './words.ts';

/** One symbol: its prices with the plan, the verdict and why, what such verdicts were worth, and its past. */
export function SymbolPage({ symbol }: { symbol: string }) {
  const { query } = useLocation();
  const path = encodeURIComponent(symbol);
  const asked = new URLSearchParams();
  for (const name of ['interval', 'job']) if (query[name]) asked.set(name, query[name]);
  const found = useResource<StockOfSymbol>(`/api/v1/stocks/${path}/latest?${asked}`, { live: false });
  const { fault } = found.value;
  if (fault instanceof Refused && fault.status === 404)
    return (
      <>
        <h1>{symbol}</h1>
        <p>
          {fault.message} <a href="/#new-stocks">To the form</a>
        </p>
      </>
    );
  return <Loaded of={found}>{(of) => <Page of={of} interval={query['interval'] ?? '1d'} />}</Loaded>;
}

function Page({ of: { result, plans, disclaimer }, interval }: { of: StockOfSymbol; interval: string }) {
  const { ticker, evidence, raw, provenance } = result;
  useHashTarget();
  return (
    <>
      <Head result={result} />
      {raw ? (
        <Chart result={result} bars={raw} />
      ) : (
        <p class="note">The bars of this result are no longer kept. Analyze it again to see them.</p>
      )}
      <div class="two">
        <section aria-labelledby="evidence">
          <h2 id="evidence">What such buys won here</h2>
          {evidence === null && <p>Nobody tested it: the result is from before there was such a test.</p>}
          {evidence?.map((each) => (
            <div key={each.strategy}>
              <h3>{strategyInWords(each.strategy)}</h3>
              <Evidence of={each} />
            </div>
          ))}
        </section>
        <Plan result={result} />
      </div>
      <Verdict result={result} />
      <Past ticker={ticker} interval={interval} />
      <section aria-labelledby="plans">
        <h2 id="plans">What became of its plans</h2>
        <Plans plans={plans} />
      </section>
      <p class="minor">{provenance}</p>
      {disclaimer && <p class="minor">{disclaimer}</p>}
    </>
  );
}

function Head({ result }: { result: StockOfSymbol['result'] }) {
  const {
    ticker,
    name,
    exchange,
    verdict,
    score,
    strategy,
    close,
    currency,
    as_of,
    stale,
    data_source,
    interval,
    now,
  } = result;
  const other = interval === '1wk' ? '1d' : '1wk';
  return (
    <>
      <div class="symbol-head">
        <h1>{name ?? ticker}</h1>
        <p class="minor">
          {ticker}
          {exchange && `, ${exchange}`} ·{' '}
          <a href={`/stocks/${encodeURIComponent(ticker)}?interval=${other}`}>
            by {other === '1wk' ? 'weeks' : 'days'}
          </a>
        </p>
      </div>
      <p class="verdict-line">
        {verdict}{' '}
        <span class="minor">
          <a href="#verdict-why">{Math.round(score)} of 100</a> · {strategyInWords(strategy)} ·{' '}
          <a href="#prices">
            {price(close)} {currency}
          </a>{' '}
          on <time dateTime={as_of}>{day(as_of)}</time>
        </span>
      </p>
      {stale && (
        <p class="note">
          These are not live prices ({sourceInWords(data_source).toLowerCase()}): they describe {day(as_of)},
          not today.
        </p>
      )}
      {now && <p class="note">By the bar that is still open the verdict would be {now.verdict}.</p>}
    </>
  );
}

function Past({ ticker, interval }: { ticker: string; interval: string }) {
  const path = encodeURIComponent(ticker);
  const history = useResource<HistoryJson>(`/api/v1/analysis-history/${path}?interval=${interval}`, {
    live: false,
  });
  const changes = useResource<{ changes: StockChangeJson[] }>(
    `/api/v1/stocks/changes?symbol=${path}&limit=20`,
    {
      live: false,
    },
  );
  return (
    <div class="two">
      <section aria-labelledby="history">
        <h2 id="history">Earlier verdicts</h2>
        <Loaded of={history}>{({ history: found }) => <History results={found} />}</Loaded>
      </section>
      <section aria-labelledby="changes">
        <h2 id="changes">What has changed</h2>
        <Loaded of={changes}>
          {({ changes: found }) =>
            found.length === 0 ? (
              <p>Nothing yet. Each later result is compared with the one before it.</p>
            ) : (
              <ChangeList changes={found} />
            )
          }
        </Loaded>
      </section>
    </div>
  );
}
