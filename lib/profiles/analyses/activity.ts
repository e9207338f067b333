import type { Work } from '../../core/slices.ts';
import { mapOf } from '../../core/slices-of.ts';
import type { Post } from '../networks/social.ts';
import {
  type Context,
  type Finding,
  type Findings,
  finding,
  findings,
  type Missing,
  missing,
  rowOf,
} from './findings.ts';
import { dateOfDay, type LocalTime, localTimes } from './local-time.ts';
import { byDate, type Dated, type DatedPost, inOrder } from './order.ts';
import { silenceAt } from './silence.ts';
import { quantile, rounded, share, spread } from './statistics.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Less than a week would reflect single weekdays. */
const MIN_DAYS = 7;
const MIN_WEEKS = 4;
/** With fewer gaps, the quartiles are just the gaps themselves. */
const MIN_GAPS = 5;
/** With few posts, one of 24 hours or 7 weekdays leads by chance. */
const MIN_FOR_BUSIEST = 30;
const KINDS = ['post', 'reply', 'repost', 'quote'] as const;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

interface LocalPost extends DatedPost {
  at: LocalTime;
}

const postsOf = (local: readonly DatedPost[]): Post[] => local.map(({ post }) => post);

function dates({ dated, undated, implausible }: Dated): Finding {
  const value = {
    with_date: dated.length,
    without_date: undated.length,
    with_impossible_date: implausible.length,
    first: dated[0] ? new Date(dated[0].ms).toISOString() : null,
    last: dated.at(-1) ? new Date(dated.at(-1)?.ms ?? 0).toISOString() : null,
  };
  return finding(value, [...postsOf(dated), ...undated, ...implausible]);
}

/** Spread over `slots` days or weeks, counting the empty ones. */
function slotSpread(counts: readonly number[], slots: number): Record<string, number> {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const most = counts.reduce((largest, count) => Math.max(largest, count), 0);
  return { mean: rounded(total / slots), ...spread(counts, slots - counts.length), most };
}

function countBy<K>(items: readonly LocalPost[], key: (item: LocalPost) => K): Map<K, number> {
  const counts = new Map<K, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

function perDay(local: readonly LocalPost[], lastDay: number): Finding | Missing {
  const first = local[0]?.at.day ?? lastDay + 1;
  const days = lastDay - first + 1;
  if (days < MIN_DAYS)
    return missing('the posts span too few days', `${MIN_DAYS} days from the first post on`);
  const counts = [...countBy(local, ({ at }) => at.day).values()];
  const active = { days, active_days: counts.length, share_of_days_active: share(counts.length, days) };
  return finding({ ...slotSpread(counts, days), ...active }, postsOf(local));
}

/** Posts in full weeks, counted back from the end of the observation. */
function perWeek(local: readonly LocalPost[], endMs: number): Finding | Missing {
  const weeks = Math.floor((endMs - (local[0]?.ms ?? endMs)) / (7 * DAY_MS));
  if (weeks < MIN_WEEKS) return missing('the posts span too few weeks', `${MIN_WEEKS} full weeks`);
  const counts = countBy(local, ({ ms }) => Math.max(0, Math.ceil((endMs - ms) / (7 * DAY_MS)) - 1));
  const full = [...counts].filter(([week]) => week < weeks).map(([, count]) => count);
  return finding({ ...slotSpread(full, weeks), weeks }, postsOf(local));
}

function gaps(local: readonly LocalPost[]): Finding | Missing {
  const hours = local.slice(1).map(({ ms }, index) => (ms - (local[index]?.ms ?? ms)) / HOUR_MS);
  if (hours.length < MIN_GAPS)
    return missing('too few posts with a date', `${MIN_GAPS + 1} posts with a date`);
  const longest = hours.indexOf(quantile(hours, 1));
  const edges = local.slice(longest, longest + 2);
  const [from, to] = edges.map(({ ms }) => new Date(ms).toISOString());
  const longestGap = { hours: rounded(hours[longest] ?? 0), from: from ?? null, to: to ?? null };
  const value = { hours_between_posts: spread(hours), longest: longestGap };
  return {
    ...finding(value, postsOf(local), { n: hours.length }),
    post_ids: edges.map(({ post }) => post.id),
  };
}

/** Where the observation ends with the last post, nobody knows how long the author has been silent. */
function sinceLastPost(local: readonly LocalPost[], endMs: number): Finding | Missing {
  const last = local.at(-1);
  if (last === undefined) return missing('no post has a date', 'one post with a date');
  if (last.ms === endMs) {
    return missing('the observation ends with the last post', 'an observation that goes on after it');
  }
  const times = local.map(({ ms }) => ms);
  const value = {
    days: rounded((endMs - last.ms) / DAY_MS),
    longer_than_usual: local.length < MIN_GAPS ? null : silenceAt(times, endMs) === 'unusual',
  };
  return finding(value, [last.post], { confidence: 'high' });
}

function longestStreak(local: readonly LocalPost[]): Finding | Missing {
  let best = { from: 0, days: 0 };
  let run = best;
  for (const { at } of local) {
    const last = run.from + run.days - 1;
    if (run.days === 0 || at.day > last + 1) run = { from: at.day, days: 1 };
    else run = { from: run.from, days: at.day - run.from + 1 };
    if (run.days > best.days) best = run;
  }
  if (best.days === 0) return missing('no post has a date', 'one post with a date');
  const to = best.from + best.days - 1;
  const posts = local.filter(({ at }) => at.day >= best.from && at.day <= to);
  return finding({ days: best.days, from: dateOfDay(best.from), to: dateOfDay(to) }, postsOf(posts));
}

function heatMap(local: readonly LocalPost[], timeZone: string): Finding | Missing {
  if (local.length === 0) return missing('no post has a date', 'one post with a date');
  const counts = WEEKDAYS.map(() => new Array<number>(24).fill(0));
  for (const { at } of local) {
    const row = counts[at.weekday];
    if (row) row[at.hour] = (row[at.hour] ?? 0) + 1;
  }
  return finding({ time_zone: timeZone, rows: [...WEEKDAYS], counts }, postsOf(local));
}

/** The first of the largest. */
function busiest(local: readonly LocalPost[]): Finding | Missing {
  if (local.length < MIN_FOR_BUSIEST) {
    return missing('with few posts an hour leads by chance', `${MIN_FOR_BUSIEST} posts with a date`);
  }
  const leader = (counts: Map<number, number>): [number, number] =>
    [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [0, 0];
  const [hour, inHour] = leader(countBy(local, ({ at }) => at.hour));
  const [weekday, onWeekday] = leader(countBy(local, ({ at }) => at.weekday));
  const value = {
    hour,
    posts_in_hour: inHour,
    share_in_hour: share(inHour, local.length),
    weekday: WEEKDAYS[weekday] ?? '',
    posts_on_weekday: onWeekday,
    share_on_weekday: share(onWeekday, local.length),
  };
  const inThatHour = local.filter(({ at }) => at.hour === hour);
  return finding(value, postsOf(inThatHour), { n: local.length });
}

function byKind(posts: readonly Post[]): Finding | Missing {
  if (posts.length === 0) return missing('there are no posts', 'one post');
  const counted = KINDS.map((kind) => {
    const of = posts.filter((post) => post.kind === kind);
    return { kind, share: share(of.length, posts.length), ...rowOf(of) };
  });
  return finding(counted, posts);
}

function byMonth(local: readonly LocalPost[]): Finding | Missing {
  if (local.length === 0) return missing('no post has a date', 'one post with a date');
  const months = [...Map.groupBy(local, ({ at }) => at.month)].map(([month, of]) => ({
    month,
    ...rowOf(postsOf(of)),
  }));
  return finding(months, postsOf(local));
}

/** How often and when the account posts, in the given time zone. Reposts count as activity. */
export function* activity(posts: readonly Post[], { timeZone, asOf }: Context): Work<Findings> {
  const parted = byDate(posts, asOf);
  const clock = localTimes(timeZone);
  const local = yield* mapOf(parted.dated, ({ post, ms }) => ({ post, ms, at: clock(ms) }));
  const endMs = Math.max(Date.parse(asOf), local.at(-1)?.ms ?? 0);
  return findings(posts, {
    dates: dates(parted),
    posts_per_day: perDay(local, clock(endMs).day),
    posts_per_week: perWeek(local, endMs),
    gaps: gaps(local),
    since_last_post: sinceLastPost(local, endMs),
    longest_streak: longestStreak(local),
    hours_and_weekdays: heatMap(local, timeZone),
    busiest: busiest(local),
    by_kind: byKind(inOrder(posts)),
    by_month: byMonth(local),
  });
}
