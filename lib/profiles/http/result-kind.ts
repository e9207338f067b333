import type { Results, TextForm } from '../../http/route.ts';
import { numberedPlace, z } from '../../http/route.ts';
import type { Post } from '../networks/social.ts';
import { postsOf, profileOf } from '../records/queries.ts';
import { REPORT } from './examples.ts';
import { HTML_HEADERS } from './html-answer.ts';
import { type PostJson, postJson, postJsonSchema } from './posts-json.ts';
import { reportJson, reportJsonSchema } from './report-json.ts';
import { WRITTEN } from './report-page.ts';

/** Keeps most pages below 4 MB, including the report; larger ones are streamed. */
const MOST_BYTES = 2_500_000;

const posts = z.array(postJsonSchema);

const profileResultSchema = z.union([
  reportJsonSchema
    .extend({
      posts: posts.nullable().optional().openapi({
        description: 'With include=raw: the posts; null if no longer kept.',
      }),
    })
    .openapi('ProfileResult'),
  z.strictObject({ posts }).openapi('ProfilePosts', {
    description: 'Later pages with include=raw: further posts.',
  }),
]);

type ProfileResult = z.infer<typeof profileResultSchema>;

/** Posts from `from` that fit into a page; at least one. */
function pageFrom(all: readonly Post[], from: number): { page: PostJson[]; next: string | null } {
  const page: PostJson[] = [];
  let bytes = 0;
  for (let at = from; at < all.length; at++) {
    const post = all[at];
    if (!post) break;
    const shown = postJson(post);
    bytes += Buffer.byteLength(JSON.stringify(shown)) + 1;
    if (page.length > 0 && bytes > MOST_BYTES) break;
    page.push(shown);
  }
  const to = from + page.length;
  return { page, next: to < all.length ? String(to) : null };
}

const written = (form: keyof typeof WRITTEN): TextForm['pieces'] =>
  async function* (context, { job }) {
    yield await WRITTEN[form].write(context, job);
  };

export const PROFILE_RESULTS: Results<ProfileResult> = {
  item: profileResultSchema,
  example: REPORT,
  description:
    'Profiles: HTML, the report as one page for reading and printing; Markdown, its sentences; CSV, a line for each figure.',
  page: async (db, jobId, { after }) => {
    if (after !== null) return { items: [], next: null };
    const stored = await profileOf(db, jobId);
    return { items: stored?.report ? [reportJson(stored.report)] : [], next: null };
  },
  ask: { none: 'Nothing is asked of a profile: an answer would be a verdict on a person.' },
  raw: {
    page: async (db, jobId, { after }) => {
      const gathered = await postsOf(db, jobId);
      const { page, next } = pageFrom(gathered.posts, numberedPlace(after, 0));
      if (after !== null) return { items: [{ posts: page }], next };
      const stored = await profileOf(db, jobId);
      if (!stored?.report) return { items: [], next: null };
      return { items: [{ ...reportJson(stored.report), posts: gathered.pages > 0 ? page : null }], next };
    },
  },
  forms: {
    html: {
      example: '<!doctype html><title>@ann</title>',
      headers: () => HTML_HEADERS,
      pieces: written('html'),
    },
    markdown: {
      example: '# Ann\n',
      headers: () => ({ 'Content-Type': WRITTEN.markdown.type }),
      pieces: written('markdown'),
    },
    csv: {
      example: 'analysis,finding,figure,value\r\n',
      headers: () => ({ 'Content-Type': WRITTEN.csv.type }),
      pieces: written('csv'),
    },
  },
};
