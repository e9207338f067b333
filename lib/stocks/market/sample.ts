import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { PermanentError } from '../../core/errors.ts';
import { dailyBars } from './bars.ts';
import { parseDailyCsv } from './daily-csv.ts';
import type { MarketData, MarketSource } from './market.ts';

/** Five years of trading days; the newest are kept. */
const MAX_BARS = 1260;

interface Series {
  name: string;
  package: string;
  file: string;
}

const SERIES: ReadonlyMap<string, Series> = new Map([
  ['^GSPC', { name: 'S&P 500', package: 'vega-datasets', file: 'data/sp500-2000.csv' }],
  ['AAPL', { name: 'Apple Inc.', package: '@observablehq/sample-datasets', file: 'aapl.csv' }],
]);

const Manifest = z.object({ version: z.string() });

/**
 * Real historical bars: ^GSPC to 2020-04-17 (vega-datasets) and AAPL from 2013-05-13 to 2018-05-11
 * (@observablehq/sample-datasets; adjusted for the split of 2014, not that of 2020). Both packages are development
 * dependencies read at run time, so a deployment has no sample.
 * @param deps.from module whose location is used to find the packages.
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
    listing: { name: series.name, exchange: null },
    source: 'sample',
    stale: true,
    provenance,
    quality,
    settledUntil: Number.POSITIVE_INFINITY,
    day: null,
  };
}

/**
 * Finds an installed package by walking Node's lookup folders. Neither package exports its manifest, and a static
 * reference would make bundlers and file tracers include the files in a deployment.
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
