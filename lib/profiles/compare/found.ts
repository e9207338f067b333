import { z } from 'zod';
import type { Report } from '../report/report.ts';

const findingSchema = z.object({ value: z.unknown(), n: z.number(), confidence: z.string() });
export type Found = z.infer<typeof findingSchema>;

const recordSchema = z.record(z.string(), z.unknown());

/** A property of an object; undefined for anything else. */
export function member(value: unknown, name: string): unknown {
  const parsed = recordSchema.safeParse(value);
  return parsed.success && Object.hasOwn(parsed.data, name) ? parsed.data[name] : undefined;
}

export const rowsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** A report's finding, or why there is none. */
export function findIn(report: Report, analysis: string, finding: string): Found | { why: string } {
  if (report.missing.includes(analysis)) return { why: 'the analysis ended with an error' };
  const parsed = findingSchema.safeParse(member(member(report.findings[analysis], 'findings'), finding));
  if (parsed.success) return parsed.data;
  const known = report.not_assessed.find((entry) => entry.analysis === analysis && entry.what === finding);
  return { why: known?.why ?? 'the report has no such finding' };
}

/** Why two findings cannot be compared; null if they can. */
export function whyNot(before: Found | { why: string }, after: Found | { why: string }): string | null {
  const earlier = 'why' in before ? [`Earlier report: ${before.why}.`] : [];
  const later = 'why' in after ? [`Later report: ${after.why}.`] : [];
  const reasons = [...earlier, ...later];
  return reasons.length === 0 ? null : reasons.join(' ');
}
