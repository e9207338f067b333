import { z } from 'zod';
import type { Gathered } from '../gathered.ts';
import type { Profile } from '../networks/social.ts';
import { profileSchema } from './profile-json.ts';

/** Incremented when older code could no longer read a new report. */
const REPORT_VERSION = 1;

export const NOT_A_VERDICT =
  'This describes what was published and read, nothing else. It is no verdict on a person: it infers nothing about ' +
  'health, sex, politics, religion, ethnicity, location or substance use.';

const notAssessedSchema = z.object({ what: z.string(), why: z.string(), needs: z.string().optional() });

/** Findings of one analysis: any JSON object, plus what could not be assessed. */
const findingsSchema = z.looseObject({ not_assessed: z.array(notAssessedSchema).optional() });

const basisSchema = z.object({
  posts: z.int(),
  /** Dates of the first and last dated posts, ISO 8601. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  undated: z.int(),
  pages: z.int(),
  /** Pages that could not be read; their posts and later ones are missing from the report. */
  failed_pages: z.int(),
  skipped: z.record(z.string(), z.int()),
  changed: z.record(z.string(), z.int()),
  /** End of the observation; null if no given post has a date. */
  as_of: z.string().nullable(),
  time_zone: z.string(),
  mode: z.enum(['quick', 'deep']),
  max_posts: z.int(),
  /** True if there may be more posts than were read. */
  capped: z.boolean(),
  /** What an archive lacks or a network keeps back, one sentence each; absent if nothing is known to be missing. */
  incomplete: z.array(z.string()).optional(),
});

/** What the last stage stores: the sample and the list of analyses. Findings are stored in their own rows. */
export const keptReportSchema = z.object({
  report_version: z.literal(REPORT_VERSION),
  basis: basisSchema,
  /** All analyses, in the order of the report. */
  analyses: z.array(z.string()),
});
export type KeptReport = z.infer<typeof keptReportSchema>;

export const reportSchema = z.object({
  report_version: z.literal(REPORT_VERSION),
  profile: profileSchema,
  basis: basisSchema,
  findings: z.record(z.string(), findingsSchema),
  not_assessed: z.array(notAssessedSchema.extend({ analysis: z.string() })),
  /** Analyses that failed. */
  missing: z.array(z.string()),
  disclaimer: z.string(),
});

export type Report = z.infer<typeof reportSchema>;

export interface ReportRequest {
  asOf: string | null;
  gathered: Gathered;
  /** The requested analyses, in the order of the report. */
  names: readonly string[];
  options: { timeZone: string; mode: 'quick' | 'deep'; maxPosts: number };
  failedPages: number;
  /** Posts at which reading stopped; null for posts that are read whatever their number. */
  most: number | null;
  incomplete: readonly string[];
  /** What the network does not show, as a sentence; null if nothing is known. */
  keptBack?: string | null;
}

function span(posts: Gathered['posts']): { from: string | null; to: string | null; undated: number } {
  const dated = posts.flatMap(({ createdAt }) => (createdAt === null ? [] : [createdAt]));
  return { from: dated[0] ?? null, to: dated.at(-1) ?? null, undated: posts.length - dated.length };
}

/** Describes the sample a report is based on. */
export function keepReport(request: ReportRequest): KeptReport {
  const { asOf, gathered, names, options, failedPages, most, keptBack = null } = request;
  const incomplete = [...request.incomplete, ...(keptBack === null ? [] : [keptBack])];
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
      capped: keptBack !== null || (most !== null && gathered.posts.length >= most),
      ...(incomplete.length > 0 && { incomplete }),
    },
    analyses: [...names],
  };
}

/** Combines a report with the available findings. Pure. */
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
