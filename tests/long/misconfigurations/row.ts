import type { DeploymentOptions } from '../../support/deployment.ts';

/**
 * What becomes of a new job: `works`, it completes; `ends`, it is accepted, and fails by its deadline with a reason
 * that says what to do; else the code with which it is refused (503).
 */
export type Fate = 'works' | 'ends' | { refused: string };

/** One thing set wrong, or gone wrong. */
export interface Row extends DeploymentOptions {
  /** As the operator would say it. */
  wrong: string;
  /** Code of the finding that names it. */
  found: string;
  /** The variable that the finding names. */
  variable?: string;
  job: Fate;
}
