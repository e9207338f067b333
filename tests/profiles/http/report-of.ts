import { ANALYSES } from '../../../lib/profiles/analyses/analyses.ts';
import type { Post } from '../../../lib/profiles/networks/social.ts';
import { assembleReport, keepReport, type Report } from '../../../lib/profiles/report/report.ts';
import { ADA, AS_OF } from './report-posts.ts';

/** The report on Ada's posts, with one page that failed and posts that were changed. */
export async function adasReport(posts: readonly Post[], { failedPages = 1 } = {}): Promise<Report> {
  const context = { profile: ADA, timeZone: 'Europe/Berlin', asOf: AS_OF };
  const found = await Promise.all(
    ANALYSES.map(async ({ name, run }) => [name, await run(posts, context)] as const),
  );
  const kept = keepReport({
    asOf: AS_OF,
    gathered: { posts: [...posts], pages: 6, skipped: { not_public: 3 }, changed: { text_truncated: 2 } },
    names: ANALYSES.map(({ name }) => name),
    options: { timeZone: 'Europe/Berlin', mode: 'deep', maxPosts: 2_000 },
    failedPages,
    incomplete: [],
    most: 2_000,
  });
  return assembleReport(kept, ADA, new Map<string, unknown>(found));
}
