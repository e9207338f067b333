import type { Analyzer } from '../engine/analyzer.ts';
import type { Results } from './results.ts';

/** What the uniform routes know of a kind of job. */
export interface UniformKind {
  analyzer: Pick<Analyzer, 'kind' | 'disclaimer' | 'request'>;
  results: Results;
  /** An input, for the OpenAPI document. */
  exampleInput?: unknown;
}
