const present = new Map<string, Promise<void>>();

const nameOf = (jobId: string, key: string) => `${jobId} ${key}`;

/**
 * The run of this step that this process has not finished, of whichever slice; undefined if there is none. It may
 * have been given up: a step that does not heed its signal goes on.
 */
export function earlierRun(jobId: string, key: string): Promise<void> | undefined {
  return present.get(nameOf(jobId, key));
}

/** Remembers a run until it settles. */
export function rememberRun(jobId: string, key: string, settled: Promise<void>): void {
  const name = nameOf(jobId, key);
  present.set(name, settled);
  settled.finally(() => {
    if (present.get(name) === settled) present.delete(name);
  });
}
