import { createDocumentAnalyzer, type DocumentOptions } from '../documents/analyzer.ts';
import type { Analyzer } from '../engine/analyzer.ts';
import { createProfileAnalyzer, type ProfileOptions } from '../profiles/analyzer.ts';
import { createStocksAnalyzer, type StocksOptions } from '../stocks/analyzer.ts';

export interface AnalyzerOptions {
  stocks: StocksOptions;
  profile: ProfileOptions;
  document: DocumentOptions;
}

/** Every kind of analysis, by its kind. */
export function createAnalyzers({
  stocks,
  profile,
  document,
}: AnalyzerOptions): ReadonlyMap<string, Analyzer> {
  const all = [
    createStocksAnalyzer(stocks),
    createProfileAnalyzer(profile),
    createDocumentAnalyzer(document),
  ];
  return new Map(all.map((analyzer) => [analyzer.kind, analyzer]));
}
