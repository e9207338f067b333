import { z } from 'zod';
import type { Gathered } from '../gathered.ts';
import type { Profile } from '../networks/social.ts';
import { profileSchema } from './profile-json.ts';

/** Goes up when a report of today could no longer be read as one of yesterday. */
const REPORT_VERSION = 1;

export const NOT_A_VERDICT =
  'This describes what was published and read, nothing else. It is no verdict on a person: it infers nothing about ' +
  'health, sex, politics, religion, ethnicity, location or substance use.';

const notAssessedSchema = z.object({ what: z.string(), why: z.string(), needs: z.string().optional() });

/** Findings of one analysis: any plain JSON, with what could not be said beside it. */
const findingsSchema = z.looseObject({ not_assessed: z.array(notAssessedSchema).optional() });

const basisSchema = z.object({
  posts: z.int(),
  /** ISO 8601, of the first and the last dated post. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  undated: z.int(),
  pages: z.int(),
  /** Pages of posts that could not be read: what they and later ones hold is not in the report. */
  failed_pages: z.int(),
  skipped: z.record(z.string(), z.int()),
  changed: z.record(z.string(), z.int()),
  /** The end of the observation; null where no given post has a date. */
  as_of: z.string().nullable(),
  time_zone: z.string(),
  mode: z.enum(['quick', 'deep']),
  max_posts: z.int(),
  /** More posts may exist than were read. */
  capped: z.boolean(),
});

/** What the last stage stores: what was read, and which analyses belong to it. Findings stand in rows of their own. */
export const keptReportSchema = z.object({
  report_version: z.literal(REPORT_VERSION),
  basis: basisSchema,
  /** Every analysis, in the order of the report. */
  analyses: z.array(z.string()),
});
export type KeptReport = z.infer<typeof keptReportSchema>;

export const reportSchema = z.object({
  report_version: z.literal(REPORT_VERSION),
  profile: profileSchema,
  basis: basisSchema,
  findings: z.record(z.string(), findingsSchema),
  not_assessed: z.array(notAssessedSchema.extend({ analysis: z.string() })),
  /** Analyses that ended with an error. */
  missing: z.array(z.string()),
  disclaimer: z.string(),
});

export type Report = z.infer<typeof reportSchema>;

export interface ReportRequest {
  asOf: string | null;
  gathered: Gathered;
  /** Every analysis that was asked for, in the order of the report. */
  names: readonly string[];
  options: { timeZone: string; mode: 'quick' | 'deep'; maxPosts: number };
  failedPages: number;
  /** Posts were asked for up to `maxPosts`; given ones are all there. */
  fromNetwork: boolean;
}

function span(posts: Gathered['posts']): { from: string | null; to: string | null; undated: number } {
  const dated = posts.flatMap(({ createdAt }) => (createdAt === null ? [] : [createdAt]));
  return { from: dated[0] ?? null, to: dated.at(-1) ?? null, undated: posts.length - dated.length };
}

/** What a report rests on. */
export function keepReport(request: ReportRequest): KeptReport {
  const { asOf, gathered, names, options, failedPages, fromNetwork } = request;
  return {
    report_version: REPORT_VERSION,
    basis: {
      posts: gathered.posts.length,
      ...span(gathered.posts),
      pages: gathered.pages,
      failed_pages: failedPages,
      skipped: gathered.skipped,
      changed: gathered.changed,
      as_of: asOf,
      time_zone: options.timeZone,
      mode: options.mode,
      max_posts: options.maxPosts,
      capped: fromNetwork && gathered.posts.length >= options.maxPosts,
    },
    analyses: [...names],
  };
}

/** A report with the findings that there are. Pure: the same posts give the same bytes. */
export function assembleReport(
  { report_version, basis, analyses }: KeptReport,
  profile: Profile,
  findings: ReadonlyMap<string, unknown>,
): Report {
  const found = analyses.flatMap((name) => {
    const parsed = findingsSchema.safeParse(findings.get(name));
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
  const present = new Set(found.map(([name]) => name));
  return {
    report_version,
    profile,
    basis,
    findings: Object.fromEntries(found),
    not_assessed: found.flatMap(([analysis, { not_assessed = [] }]) =>
      not_assessed.map((entry) => ({ analysis, ...entry })),
    ),
    missing: analyses.filter((name) => !present.has(name)),
    disclaimer: NOT_A_VERDICT,
  };
}
