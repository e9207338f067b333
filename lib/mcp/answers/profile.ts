import { z } from 'zod';
import type { Answer } from '../tool.ts';
import { fitting, shortened } from './shortened.ts';

const notAssessed = z.looseObject({ what: z.string(), why: z.string(), analysis: z.string().optional() });

/** What the tools read of a profile's report. */
export const reportShape = z.looseObject({
  profile: z.looseObject({ platform: z.string(), handle: z.string(), url: z.string().nullable() }),
  basis: z.looseObject({ posts: z.number() }),
  findings: z.record(z.string(), z.record(z.string(), z.unknown())),
  not_assessed: z.array(notAssessed),
  missing: z.array(z.string()),
  disclaimer: z.string(),
});
type ReportShape = z.infer<typeof reportShape>;

/** A post behind a report. */
export const postShape = z.object({
  id: z.string(),
  created_at: z.string().nullable(),
  text: z.string(),
  kind: z.string(),
  url: z.string().nullable(),
});
export type PostShape = z.infer<typeof postShape>;

const BOUNDS = { items: 5, text: 280, depth: 5 };
const MOST_ANALYSIS = 8_000;

/** An analysis as it is listed; one that is still too long is cut harder. */
function analysisAnswer(analysis: string, found: Record<string, unknown>): Answer {
  const { not_assessed: _listedAbove, ...findings } = found;
  const shown = { analysis, ...z.record(z.string(), z.unknown()).parse(shortened(findings, BOUNDS)) };
  if (JSON.stringify(shown).length <= MOST_ANALYSIS) return shown;
  const harder = shortened(findings, { items: 2, text: 120, depth: 3 });
  return { analysis, ...z.record(z.string(), z.unknown()).parse(harder) };
}

/**
 * The analyses of a report from the one at `from` on.
 * @returns `next`: the first that is not shown; null behind the last.
 */
export function profileAnswer(report: ReportShape, from: number): { answer: Answer; next: number | null } {
  const all = Object.entries(report.findings).map(([name, found]) => analysisAnswer(name, found));
  const shown = fitting(all.slice(from));
  const { platform, handle, url } = report.profile;
  const head = {
    profile: { platform, handle, url },
    basis: shortened(report.basis, BOUNDS),
    not_assessed: report.not_assessed.map((each) => shortened(each, BOUNDS)),
    missing: report.missing,
  };
  const next = from + shown.length < all.length ? from + shown.length : null;
  return { answer: { ...(from === 0 ? head : {}), findings: shown, disclaimer: report.disclaimer }, next };
}
