/** What health looks at. */
export const PARTS = [
  'configuration',
  'access',
  'cron',
  'database',
  'schema',
  'queue',
  'keys',
  'callback',
  'dead_letters',
] as const;
export type Part = (typeof PARTS)[number];

/** Something that is wrong with a deployment, in full sentences. Holds no secret. */
export interface Finding {
  part: Part;
  /** `broken`: jobs cannot be carried. `degraded`: they are, but not as they should be or not for long. */
  severity: 'broken' | 'degraded';
  /** Stable, snake_case. */
  code: string;
  what: string;
  why: string;
  /** What to click or run. */
  remedy: string;
  /** The variable that is at fault, if one is. */
  variable?: string;
}

/** `down` if anything is broken. */
export function statusOfFindings(findings: readonly Finding[]): 'ok' | 'degraded' | 'down' {
  if (findings.some(({ severity }) => severity === 'broken')) return 'down';
  return findings.length > 0 ? 'degraded' : 'ok';
}
