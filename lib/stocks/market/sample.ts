import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { PermanentError } from '../../core/errors.ts';
import { dailyBars } from './bars.ts';
import { parseDailyCsv } from './daily-csv.ts';
import type { MarketData, MarketSource } from './market.ts';

/** Five years of trading days: the newest bars of each series. */
const MAX_BARS = 1260;

interface Series {
  name: string;
  package: string;
  file: string;
}

const SERIES: ReadonlyMap<string, Series> = new Map([
  ['^GSPC', { name: 'S&P 500 index', package: 'vega-datasets', file: 'data/sp500-2000.csv' }],
  ['AAPL', { name: 'Apple Inc. shares', package: '@observablehq/sample-datasets', file: 'aapl.csv' }],
]);

const Manifest = z.object({ version: z.string() });

/**
 * Real daily bars of the past: ^GSPC to 2020-04-17 (vega-datasets) and AAPL from 2013-05-13 to 2018-05-11
 * (@observablehq/sample-datasets; adjusted for the split of 2014, not for that of 2020). Both packages are
 * development dependencies and are read where they are installed, so a deployment has no sample.
 * @param deps.from the module from which the packages are looked up; this one, bundled or not.
 * @throws PermanentError `unknown_symbol` for any other ticker, `sample_not_installed`.
 */
export function sampleSource({ from = import.meta.url }: { from?: string | URL } = {}): MarketSource {
  return {
    provider: 'sample',
    async dailyBars({ ticker, signal }) {
      signal.throwIfAborted();
      const symbol = ticker.toUpperCase();
      const series = SERIES.get(symbol);
      if (!series) throw notInSample(ticker);
      const root = packageRoot(series.package, from);
      const [csv, manifest] = await Promise.all([
        readFile(join(root, series.file), { encoding: 'utf8', signal }),
        readFile(join(root, 'package.json'), { encoding: 'utf8', signal }),
      ]).catch((error: unknown) => {
        throw signal.aborted ? signal.reason : error;
      });
      return describe(symbol, series, csv, Manifest.parse(JSON.parse(manifest)).version);
    },
  };
}

function describe(symbol: string, series: Series, csv: string, version: string): MarketData {
  const rows = parseDailyCsv(csv);
  const { bars, quality } = dailyBars({ ticker: symbol, currency: 'USD', rows: rows.slice(-MAX_BARS) });
  const range = `${rows.at(0)?.date} to ${rows.at(-1)?.date}`;
  const provenance = `Sample, not live: ${series.name}, ${range}, from the npm package ${series.package} ${version} (${series.file}); the last ${bars.dates.length} of ${rows.length} trading days are used; adjusted for splits and not for dividends, of which it names none`;
  return {
    bars,
    source: 'sample',
    stale: true,
    provenance,
    quality,
    settledUntil: Number.POSITIVE_INFINITY,
  };
}

/**
 * The installed package's folder. Node's lookup folders are walked by hand, since neither package exports
 * its manifest and a bundler or file tracer must not follow: the files stay out of a deployment.
 */
function packageRoot(name: string, from: string | URL): string {
  const folders = createRequire(from).resolve.paths(name) ?? [];
  const root = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (root !== undefined) return root;
  throw new PermanentError(
    'sample_not_installed',
    `The sample prices are in the npm package ${name}, a development dependency that is not installed here. Run npm install without --omit=dev, or use live market data.`,
  );
}

function notInSample(ticker: string): PermanentError {
  const known = [...SERIES].map(([symbol, series]) => `${symbol} (${series.name})`).join(' and ');
  return new PermanentError('unknown_symbol', `The sample has no ${ticker}: it has only ${known}.`);
}
