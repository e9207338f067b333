import { ANALYSES } from '../analyses/analyses.ts';
import { localTimes } from '../analyses/local-time.ts';
import type { Post } from '../networks/social.ts';
import type { Report } from '../report/report.ts';
import { citations } from './html/citations.ts';
import { anchorOf, findingSection } from './html/finding.ts';
import { foreign, html } from './html/markup.ts';
import { page } from './html/page.ts';
import { told } from './html/sentence.ts';
import { count, figure } from './words/figures.ts';
import { findingsIn, readFinding } from './words/read-findings.ts';

/** What a year is told by, in order. */
const CHAPTERS: readonly (readonly [analysis: string, names: readonly string[]])[] = [
  ['activity', ['by_month', 'hours_and_weekdays', 'longest_streak', 'busiest', 'gaps']],
  ['content', ['topics', 'hashtags', 'links_by_host', 'languages']],
  ['engagement', ['likes']],
  ['sentiment', ['most_positive']],
  ['network', ['addressed']],
];
const FAVOURITES = 5;

const reactions = ({ likes, reposts, replies }: Post): number =>
  (likes ?? 0) + (reposts ?? 0) + (replies ?? 0);

function favourites(posts: readonly Post[]): Post[] {
  const own = posts.filter((post) => post.kind !== 'repost' && reactions(post) > 0);
  return own.sort((a, b) => reactions(b) - reactions(a) || (a.id < b.id ? -1 : 1)).slice(0, FAVOURITES);
}

/** The last calendar year in the report's time zone with a post; null if no post has a date. */
export function lastYearOf(report: Report, posts: readonly Post[]): number | null {
  const clock = localTimes(report.basis.time_zone);
  const years = posts.flatMap(({ createdAt }) =>
    createdAt === null ? [] : [Number(clock(Date.parse(createdAt)).date.slice(0, 4))],
  );
  return years.length === 0 ? null : years.reduce((last, year) => Math.max(last, year));
}

/** One calendar year of an author, in the report's time zone, as one self-contained page. */
export async function yearHtml(report: Report, posts: readonly Post[], year: number): Promise<string> {
  const { profile, basis } = report;
  const clock = localTimes(basis.time_zone);
  const inYear = posts.filter(
    ({ createdAt }) => createdAt !== null && clock(Date.parse(createdAt)).date.startsWith(`${year}-`),
  );
  const last = inYear.at(-1)?.createdAt ?? `${year}-12-31T23:59:59.000Z`;
  const context = { profile, timeZone: basis.time_zone, asOf: basis.as_of ?? last };
  const cited = citations({ profile, basis: { ...basis, as_of: context.asOf } }, inYear);
  const wanted = ANALYSES.filter(({ name }) => CHAPTERS.some(([analysis]) => analysis === name));
  const found = new Map<string, Record<string, unknown>>();
  for (const { name, run } of wanted) found.set(name, findingsIn(await run(inYear, context)));
  const shown = CHAPTERS.flatMap(([analysis, names]) =>
    names.flatMap((name) => readFinding(analysis, name, found.get(analysis)?.[name]) ?? []),
  );
  const loved = favourites(inYear).map(({ id }) => cited.quote(id));
  const pictures = shown.map((one) => findingSection(one, cited));
  const places = cited.places.list(cited.refer);
  const lines = shown
    .filter(({ sentence }) => sentence !== null)
    .slice(0, 5)
    .map(
      ({ analysis, name, sentence }) =>
        html`<li><a href="#${anchorOf(analysis, name) ?? ''}">${told(sentence ?? [])}</a></li>\n`,
    );
  const words = inYear.reduce((sum, { text }) => sum + text.split(/\s+/).filter(Boolean).length, 0);
  const body = html`<p class="kicker">${foreign(profile.displayName ?? profile.handle)}</p>
<h1>The year ${String(year)}</h1>
<p class="lede">${count(inYear.length, 'post')} with ${figure(words)} words were read.</p>
<ol class="five">\n${lines}</ol>
<section class="analysis"><h2>What others liked most</h2>\n${loved.length === 0 ? html`<p>No post has a count of reactions.</p>` : loved}</section>
<section class="analysis"><h2>The year in pictures</h2><div class="findings">\n${pictures}</div></section>
${places}${cited.list()}<p class="quiet" id="read">${foreign(report.disclaimer)}</p>`;
  return page(`The year ${year}: ${profile.handle}`, body);
}
