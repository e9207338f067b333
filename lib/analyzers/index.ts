import type { Analyzer } from './analyzer.ts';
import { createProfileAnalyzer, type ProfileOptions } from './profile/analyzer.ts';
import { createStocksAnalyzer, type StocksOptions } from './stocks/analyzer.ts';

export interface AnalyzerOptions {
  stocks: StocksOptions;
  profile: ProfileOptions;
}

/** Every kind of analysis, by its kind. */
export function createAnalyzers({ stocks, profile }: AnalyzerOptions): ReadonlyMap<string, Analyzer> {
  const all = [createStocksAnalyzer(stocks), createProfileAnalyzer(profile)];
  return new Map(all.map((analyzer) => [analyzer.kind, analyzer]));
}
