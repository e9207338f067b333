import { z } from 'zod';
import type { Report } from '../../report/report.ts';
import { count, day, figure, labelOf } from './figures.ts';
import { networkOf } from './names.ts';
import { inReadingOrder } from './order.ts';
import { comparisonsSchema, differs } from './reactions.ts';
import type { ShownFinding } from './read-findings.ts';
import { listed, quoted, type Sentence, say } from './sentence.ts';

const MOST = 5;

/** What a reader wants to know first. The first of a line that has a sentence stands for it. */
const WANTED: readonly (readonly string[])[] = [
  ['activity.posts_per_week', 'activity.posts_per_day', 'activity.dates'],
  ['content.topics', 'content.hashtags', 'content.languages'],
  ['activity.busiest', 'activity.hours_and_weekdays'],
  ['engagement.likes', 'engagement.reposts', 'engagement.replies', 'engagement.what_does_well'],
  ['sentiment.distribution'],
  ['network.addressed'],
  ['prediction.posts_next_week'],
  ['style.sentence_length'],
  ['activity.by_kind'],
  ['activity.longest_streak'],
];

const silent = z.object({ longer_than_usual: z.literal(true) });
const shows = z.object({ shows: z.literal(true) });

/** Findings that come first where they are there, as they change how the rest is read. */
function isStriking({ analysis, name, value }: ShownFinding): boolean {
  if (name === 'since_last_post') return silent.safeParse(value).success;
  if (analysis === 'automation') return shows.safeParse(value).success;
  if (name !== 'what_does_well') return false;
  const parsed = comparisonsSchema.safeParse(value);
  return parsed.success && parsed.data.comparisons.some(differs);
}

/** The five things a report shows, the striking ones first. */
export function fiveThings(findings: readonly ShownFinding[]): ShownFinding[] {
  const told = findings.filter(({ sentence }) => sentence !== null);
  const usual = WANTED.flatMap(
    (names) =>
      names.flatMap((key) => told.find((one) => `${one.analysis}.${one.name}` === key) ?? [])[0] ?? [],
  );
  return [...new Set([...told.filter(isStriking).slice(0, 3), ...usual])].slice(0, MOST);
}

/** What was read, and how much of it. */
export function whatWasRead({ basis, profile }: Report): Sentence {
  const from =
    basis.from === null || basis.to === null
      ? say`, none of them with a date`
      : day(basis.from) === day(basis.to)
        ? say`, all of ${quoted(day(basis.from))}`
        : say`, from ${quoted(day(basis.from))} to ${quoted(day(basis.to))}`;
  const whole =
    profile.posts === null ? say`` : say` The network counts ${figure(profile.posts)} posts of this account.`;
  const out = Object.values(basis.skipped).reduce((sum, times) => sum + times, 0);
  const left = out === 0 ? '' : ` ${count(out, 'post')} ${out === 1 ? 'was' : 'were'} left out.`;
  return say`${count(basis.posts, 'post')} ${basis.posts === 1 ? 'was' : 'were'} read (${networkOf(profile.platform)})${from}.${whole}${left}`;
}

export const countedReasons = (counts: Record<string, number>): Sentence =>
  listed(
    inReadingOrder(Object.keys(counts)).map((name) =>
      quoted(`${labelOf(name)}: ${figure(counts[name] ?? 0)}`),
    ),
  );

/** What makes the report less than the whole, to be said on top. */
export function alertsOf({ basis, missing }: Report): Sentence[] {
  const alerts: Sentence[] = [];
  if (basis.failed_pages > 0) {
    alerts.push(
      say`${count(basis.failed_pages, 'page')} of posts could not be read: their posts, and those that follow them, are missing.`,
    );
  }
  // What a network keeps back has sentences of its own.
  if (basis.capped && (basis.posts >= basis.max_posts || basis.incomplete === undefined)) {
    alerts.push(
      say`Reading stopped at ${figure(basis.max_posts)} posts: older ones may exist and were not read.`,
    );
  }
  for (const sentence of basis.incomplete ?? []) alerts.push([quoted(sentence)]);
  if (Object.keys(basis.changed).length > 0)
    alerts.push(say`Some posts were changed in reading: ${countedReasons(basis.changed)}.`);
  if (missing.length > 0) {
    const names = inReadingOrder(missing).map((name) => quoted(labelOf(name)));
    alerts.push(say`These analyses ended with an error and are missing: ${listed(names)}.`);
  }
  return alerts;
}

/** What the report cannot show, in a sentence; null if it can show everything. */
export function cannotShow({ not_assessed: entries }: Report): Sentence | null {
  if (entries.length === 0) return null;
  const sorted = [...entries].sort(
    (a, b) => Number(b.analysis === 'prediction') - Number(a.analysis === 'prediction'),
  );
  const named = sorted.slice(0, 3).map(({ what, why }) => quoted(`${labelOf(what)} (${why})`));
  const more = entries.length - named.length;
  const rest = more > 0 ? ` and ${figure(more)} more` : '';
  return more > 0
    ? say`${named.flatMap((name, at) => (at === 0 ? [name] : [', ', name]))}${rest}.`
    : say`${listed(named)}.`;
}
