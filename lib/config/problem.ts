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

const REMEDY =
  "Set it as .env.example says, in Vercel's project settings (Environment Variables), and redeploy.";

/** Both lists with what to do. */
export function withRemedies(
  broken: readonly Pick<ConfigProblem, 'name' | 'reason'>[],
  unset: Readonly<Record<string, boolean>>,
): ConfigProblem[] {
  const missing = Object.keys(unset).filter((name) => unset[name]);
  return [
    ...broken.map((each) => ({ ...each, remedy: REMEDY, severity: 'broken' as const })),
    ...missing.map((name) => ({
      name,
      reason: 'is not set',
      remedy: REMEDY,
      severity: 'degraded' as const,
    })),
  ];
}
