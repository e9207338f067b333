import type { Analyzer } from '../engine/analyzer.ts';
import type { Results } from './results.ts';

/** A kind of job, as the generic routes need it. */
export interface UniformKind {
  analyzer: Pick<Analyzer, 'kind' | 'disclaimer' | 'request' | 'again' | 'shown'>;
  results: Results;
  /** Example for the OpenAPI document. */
  exampleInput?: unknown;
}
