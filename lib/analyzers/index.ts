import type { MarketSource } from '../sources/market/market.ts';
import type { Analyzer } from './analyzer.ts';
import { createStocksAnalyzer } from './stocks/analyzer.ts';

export interface AnalyzerOptions {
  market: MarketSource;
  suffix: string;
  maxInFlight: number | null;
  /** The tickers of the loaded universe. */
  universe: () => Promise<string[]>;
}

/** Every kind of analysis, by its kind. */
export function createAnalyzers(options: AnalyzerOptions): ReadonlyMap<string, Analyzer> {
  const all = [createStocksAnalyzer(options)];
  return new Map(all.map((analyzer) => [analyzer.kind, analyzer]));
}
