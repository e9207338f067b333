import { type Finding, statusOfFindings } from '../../lib/core/finding.ts';
import type { Diagnosis } from './diagnosis.ts';

const EXIT_CODES = { ok: 0, down: 1, degraded: 2 } as const;

export const exitCodeOf = ({ findings }: Diagnosis): 0 | 1 | 2 => EXIT_CODES[statusOfFindings(findings)];

const SIGNS = { broken: '✗', degraded: '!' } as const;

const paragraph = ({ severity, part, what, why, remedy }: Finding): string =>
  [
    `${SIGNS[severity]} ${part.replace('_', ' ')}: ${what}`,
    `  Why it matters: ${why}`,
    `  What to do:     ${remedy}`,
  ].join('\n');

function summary({ findings }: Diagnosis): string {
  const broken = findings.filter(({ severity }) => severity === 'broken').length;
  if (findings.length === 0) return 'All is well.';
  return `${broken} broken, ${findings.length - broken} degraded.`;
}

/** For people: what is broken first. */
export function asText(diagnosis: Diagnosis): string {
  const { target, cameBackInMs, findings } = diagnosis;
  const sorted = findings.toSorted((a, b) => a.severity.localeCompare(b.severity));
  const probe =
    cameBackInMs === null
      ? 'No message came back through the queue.'
      : `A message went through the queue and back in ${cameBackInMs} ms.`;
  return [`${target}: ${probe}`, ...sorted.map(paragraph), summary(diagnosis)].join('\n\n');
}

/** For programs. */
export function asJson(diagnosis: Diagnosis): string {
  const { target, cameBackInMs, findings } = diagnosis;
  const status = statusOfFindings(findings);
  return JSON.stringify({ status, target, came_back_in_ms: cameBackInMs, findings }, null, 2);
}
