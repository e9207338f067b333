import { z } from 'zod';
import type { Report } from '../../report/report.ts';
import { inReadingOrder } from './order.ts';
import type { Sentence } from './sentence.ts';
import { sentenceOf } from './sentences.ts';

const findingSchema = z.looseObject({
  value: z.unknown(),
  n: z.number(),
  confidence: z.string(),
  post_ids: z.array(z.string()),
});
const recordSchema = z.record(z.string(), z.unknown());

/** A finding as it is shown in every form of the report. */
export interface ShownFinding {
  analysis: string;
  name: string;
  value: unknown;
  n: number;
  confidence: string;
  postIds: string[];
  /** Null if nothing is known that would say it. */
  sentence: Sentence | null;
  /** What to know before the evidence is read: its warning, or how accurate it is. */
  warning: string | null;
}

const warned = z.looseObject({ warning: z.string() });
const measured = z.looseObject({ accuracy: z.string() });

/** Takes the warning, or the accuracy, out of a value, to be shown before the evidence. */
function withoutWarning(value: unknown): { value: unknown; warning: string | null } {
  const withWarning = warned.safeParse(value);
  if (withWarning.success) {
    const { warning, ...rest } = withWarning.data;
    return { value: rest, warning };
  }
  const withAccuracy = measured.safeParse(value);
  if (!withAccuracy.success) return { value, warning: null };
  const { accuracy, ...rest } = withAccuracy.data;
  return { value: rest, warning: accuracy };
}

/** The usual shape of a finding; null if it has another. */
export function readFinding(analysis: string, name: string, given: unknown): ShownFinding | null {
  const parsed = findingSchema.safeParse(given);
  if (!parsed.success) return null;
  const { n, confidence, post_ids: postIds } = parsed.data;
  const { value, warning } = withoutWarning(parsed.data.value);
  return {
    analysis,
    name,
    value,
    n,
    confidence,
    postIds,
    warning,
    sentence: sentenceOf(analysis, name, value),
  };
}

/** The findings of an analysis by name; empty if it has another shape. */
export function findingsIn(given: unknown): Record<string, unknown> {
  const parsed = recordSchema.safeParse(Object(given)['findings']);
  return parsed.success ? parsed.data : {};
}

/** All findings of a report in reading order. */
export function readFindings(report: Report): ShownFinding[] {
  return inReadingOrder(Object.keys(report.findings)).flatMap((analysis) => {
    const found = findingsIn(report.findings[analysis]);
    return inReadingOrder(Object.keys(found)).flatMap(
      (name) => readFinding(analysis, name, found[name]) ?? [],
    );
  });
}
