/** A variable that is missing or wrong. `name + ' ' + reason` is a sentence without its full stop. */
export interface ConfigProblem {
  name: string;
  /** Never contains a value that may be secret. */
  reason: string;
  /** One or two sentences: what to click or run. */
  remedy: string;
  /** While anything is `broken` the service refuses work; with `degraded` it does what it can. */
  severity: 'broken' | 'degraded';
}

/** A slip that was plainly meant otherwise and was corrected, or a choice that the operator should know of. */
export interface ConfigNote {
  name: string;
  reason: string;
}

/** Those for which the service refuses work. */
export const brokenOf = (problems: readonly ConfigProblem[]): ConfigProblem[] =>
  problems.filter(({ severity }) => severity === 'broken');

/** `QSTASH_TOKEN is not set. Copy it from …` */
export const explained = ({ name, reason, remedy }: ConfigProblem): string => `${name} ${reason}. ${remedy}`;
