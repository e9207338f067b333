import { z } from 'zod';
import { count, day, duration, figure, middleHalf, percent } from './figures.ts';
import { quoted, type Sentence, say } from './sentence.ts';
import { type Sentences, sentenceFor } from './sentence-for.ts';

const spread = { mean: z.number(), median: z.number(), most: z.number() };
const range = { p25: z.number(), median: z.number(), p75: z.number() };
const hour = (from: number): string => `${String(from).padStart(2, '0')}:00`;
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

function heat(rows: readonly string[], counts: readonly (readonly number[])[]): Sentence {
  const cells = counts.flatMap((row, at) =>
    row.map((posts, from) => ({ posts, from, name: rows[at] ?? '' })),
  );
  const [top] = [...cells].sort((a, b) => b.posts - a.posts);
  if (top === undefined || top.posts === 0) return say`No post has a usable date.`;
  if (top.posts === 1) return say`No hour of the week has more than one post.`;
  return say`The fullest hour of the week is ${quoted(capital(top.name))} at ${hour(top.from)}, with ${count(top.posts, 'post')}.`;
}

/** Sentences about when and how often. */
export const ACTIVITY: Sentences = {
  dates: sentenceFor(
    z.object({
      with_date: z.number(),
      without_date: z.number(),
      first: z.string().nullable(),
      last: z.string().nullable(),
    }),
    (found) => {
      if (found.first === null || found.last === null) return say`No post has a usable date.`;
      const none = found.without_date === 0 ? '' : ` ${count(found.without_date, 'post')} without a date.`;
      const [first, last] = [day(found.first), day(found.last)];
      if (first === last) return say`All on ${quoted(first)}.${none}`;
      return say`From ${quoted(first)} to ${quoted(last)}.${none}`;
    },
  ),
  posts_per_day: sentenceFor(
    z.object({ ...spread, days: z.number(), active_days: z.number() }),
    (found) =>
      say`${figure(found.mean)} posts a day on average and ${figure(found.most)} at most, with a post on ${figure(found.active_days)} of ${count(found.days, 'day')}.`,
  ),
  posts_per_week: sentenceFor(
    z.object({ ...spread, weeks: z.number() }),
    (found) =>
      say`A typical week has ${count(found.median, 'post')}, the fullest of ${count(found.weeks, 'week')} has ${figure(found.most)}.`,
  ),
  gaps: sentenceFor(
    z.object({
      hours_between_posts: z.object(range),
      longest: z.object({ hours: z.number(), from: z.string().nullable(), to: z.string().nullable() }),
    }),
    ({ hours_between_posts: usual, longest }) => {
      const when = longest.from === null ? say`` : say`, from ${quoted(day(longest.from))} on`;
      return say`Half of the pauses are ${middleHalf(duration(usual.p25), duration(usual.p75))}. The longest was ${duration(longest.hours)}${when}.`;
    },
  ),
  since_last_post: sentenceFor(
    z.object({ days: z.number(), longer_than_usual: z.boolean().nullable() }),
    ({ days, longer_than_usual: long }) => {
      const usual = { true: ', longer than this author usually pauses', false: ', a usual pause', null: '' }[
        `${long}`
      ];
      return say`The last post is ${duration(days * 24)} old${usual}.`;
    },
  ),
  longest_streak: sentenceFor(
    z.object({ days: z.number(), from: z.string(), to: z.string() }),
    ({ days, from, to }) => {
      if (days === 1) return say`No two days in a row have a post.`;
      return say`${count(days, 'day')} in a row with a post, from ${quoted(day(from))} to ${quoted(day(to))}.`;
    },
  ),
  hours_and_weekdays: sentenceFor(
    z.object({ rows: z.array(z.string()), counts: z.array(z.array(z.number())) }),
    ({ rows, counts }) => heat(rows, counts),
  ),
  busiest: sentenceFor(
    z.object({
      hour: z.number(),
      share_in_hour: z.number(),
      weekday: z.string(),
      share_on_weekday: z.number(),
    }),
    (found) =>
      say`Most often between ${hour(found.hour)} and ${hour((found.hour + 1) % 24)} (${percent(found.share_in_hour)} of posts) and on ${quoted(capital(found.weekday))}s (${percent(found.share_on_weekday)}).`,
  ),
  by_kind: sentenceFor(
    z.array(z.object({ kind: z.string(), posts: z.number(), share: z.number() })),
    (kinds) => {
      const [most] = [...kinds].sort((a, b) => b.posts - a.posts);
      if (most === undefined) return null;
      const name = { post: 'original posts', reply: 'replies', repost: 'reposts', quote: 'quotes' }[
        most.kind
      ];
      return say`${percent(most.share)} of what was read are ${name ?? quoted(most.kind)}.`;
    },
  ),
  by_month: sentenceFor(z.array(z.object({ month: z.string(), posts: z.number() })), (months) => {
    const [most] = [...months].sort((a, b) => b.posts - a.posts);
    if (most === undefined) return null;
    return months.length === 1
      ? say`All ${count(most.posts, 'post')} are of ${quoted(day(most.month))}.`
      : say`Of ${figure(months.length)} months with posts, ${quoted(day(most.month))} has the most: ${figure(most.posts)}.`;
  }),
};
