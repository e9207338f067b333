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

/** Something for each part, in their order. */
export function ofParts<T>(of: (part: Part) => T): Record<Part, T> {
  return Object.fromEntries(PARTS.map((part) => [part, of(part)])) as Record<Part, T>;
}

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
