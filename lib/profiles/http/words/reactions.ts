import { z } from 'zod';
import { count, day, figure, middleHalf, percent } from './figures.ts';
import { featureOf } from './names.ts';
import { listed, quoted, type Sentence, say } from './sentence.ts';
import { type Says, type Sentences, sentenceFor } from './sentence-for.ts';

const typical = (one: string): Says =>
  sentenceFor(
    z.object({ p25: z.number(), median: z.number(), p75: z.number(), most: z.number() }),
    (found) =>
      say`A typical post has ${count(found.median, one, one === 'reply' ? 'replies' : `${one}s`)}; half have ${middleHalf(figure(found.p25), figure(found.p75))}, the most has ${figure(found.most)}.`,
  );

const estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });
/** What compared posts show; `says` names the direction only where it holds. */
export const comparisonsSchema = z.object({
  measure: z.enum(['likes', 'reposts', 'replies']),
  comparisons: z.array(
    z.object({ what: z.string().regex(/^[a-z0-9_]+$/), ratio_of_count_plus_1: estimate, says: z.string() }),
  ),
});

/** Whether a comparison found a difference. */
export const differs = ({ says }: { says: string }): boolean => /^(more|fewer) with it$/.test(says);

function difference(
  measure: string,
  row: z.infer<typeof comparisonsSchema>['comparisons'][number],
): Sentence {
  const { value, low, high } = row.ratio_of_count_plus_1;
  const way = row.says.startsWith('more') ? 'more' : 'fewer';
  return say`${featureOf(row.what)} get ${way} ${measure} (${figure(value)} times as many; 95 % interval ${figure(low)} to ${figure(high)})`;
}

/** Sentences about how others react. */
export const ENGAGEMENT: Sentences = {
  likes: typical('like'),
  reposts: typical('repost'),
  replies: typical('reply'),
  what_does_well: sentenceFor(comparisonsSchema, ({ measure, comparisons }) => {
    const found = comparisons.filter(differs);
    if (found.length === 0) {
      return say`Compared like with like, none of ${count(comparisons.length, 'feature')} makes a difference in ${measure} that these posts can show.`;
    }
    const parts = found.map((row, at) =>
      at === 0 ? difference(measure, row) : say`; ${difference(measure, row)}`,
    );
    return say`Compared like with like, ${parts.flat()}.`;
  }),
};

const addressed = z.object({
  most: z.array(z.object({ handle: z.string() })),
  distinct: z.number(),
  share_of_own_posts: z.number(),
});

/** Sentences about whom posts address. */
export const NETWORK: Sentences = {
  addressed: sentenceFor(addressed, ({ most, distinct, share_of_own_posts: share }) => {
    const names = most.slice(0, 3).map(({ handle }) => quoted(`@${handle}`));
    return say`${percent(share)} of own posts address somebody, ${count(distinct, 'account')} in all; most often ${listed(names)}.`;
  }),
  concentration: sentenceFor(z.object({ top_5_share: z.number(), distinct: z.number() }), (found) =>
    found.distinct <= 5
      ? say`No more than ${count(found.distinct, 'account')} ${found.distinct === 1 ? 'is' : 'are'} addressed at all.`
      : say`Of all mentions and replies, ${percent(found.top_5_share)} go to the five most addressed of ${count(found.distinct, 'account')}.`,
  ),
};

/** Sentences about what the profile says of itself. */
export const ACCOUNT: Sentences = {
  age: sentenceFor(
    z.object({ days: z.number(), created_at: z.string().nullable() }),
    ({ days, created_at: made }) =>
      say`Made ${made === null ? 'on an unknown day' : say`on ${quoted(day(made))}`}, ${count(days, 'day')} before the end of the observation.`,
  ),
  completeness: sentenceFor(
    z.object({ share_filled: z.number() }),
    (found) => say`${percent(found.share_filled)} of the fields of the profile are filled in.`,
  ),
  counts: sentenceFor(
    z.object({ followers: z.number().nullable(), following: z.number().nullable() }),
    ({ followers, following }) =>
      say`${followers === null ? 'An unknown number of followers' : count(followers, 'follower')}; follows ${following === null ? 'an unknown number' : count(following, 'account')}.`,
  ),
  repositories: sentenceFor(
    z.object({ own: z.number(), stars: z.number(), languages: z.array(z.object({ language: z.string() })) }),
    ({ own, stars, languages }) => {
      const written = languages.slice(0, 3).map(({ language }) => quoted(language));
      const mostly = written.length === 0 ? say`` : say`, mostly in ${listed(written)}`;
      return say`${count(own, 'repository of its own', 'repositories of its own')}${mostly}; ${count(stars, 'star')} in all.`;
    },
  ),
};

const rate = z
  .object({
    share: z.number(),
    highest: z.object({ kind: z.string(), share: z.number() }).nullish(),
  })
  .nullish();

/** How often people show a sign; none do if not even those of the kind that shows it most. */
function amongPeople(people: z.infer<typeof rate>): Sentence {
  if (!people) return say``;
  const most = people.highest;
  if (!most || most.share === 0) return say` Of simulated people, none showed this sign.`;
  return say` Of simulated people, ${percent(people.share)} showed it, too; of the kind “${quoted(most.kind)}”, ${percent(most.share)}.`;
}

const signal = (yes: string, no: string): Says =>
  sentenceFor(z.object({ shows: z.boolean(), shown_by_simulated_humans: rate }), (found) => {
    return say`${found.shows ? yes : no}${amongPeople(found.shown_by_simulated_humans)}`;
  });

/** Sentences about single signs of automation, each with how many people show it. */
export const AUTOMATION: Sentences = {
  regular_intervals: signal(
    'Half or more of the pauses are as exact as a timer.',
    'The pauses are not those of a timer.',
  ),
  round_the_clock: signal(
    'Posts come at all hours: no six hours of the day are left for rest.',
    'The posts leave a daily rest, which may move with journeys and shifts.',
  ),
  repeated_texts: signal('Many posts repeat an earlier one.', 'Few or no posts repeat an earlier one.'),
  links: signal('Almost every post has a link.', 'Many posts have no link.'),
  hashtags: signal('Most posts have several hashtags.', 'Most posts do without several hashtags.'),
  says_it_is_automated: signal(
    'The account says of itself that it is automated.',
    'The account does not say of itself that it is automated.',
  ),
};

/** The forecast, in a sentence. */
export const PREDICTION: Sentences = {
  posts_next_week: sentenceFor(
    z.object({
      posts: z.number(),
      interval: z.object({ low: z.number(), high: z.number(), meant_to_hold: z.number() }),
      may_have_stopped: z.boolean().default(false),
      back_test: z.object({ weeks: z.number(), share_inside_interval: z.number() }),
    }),
    ({ posts, interval, may_have_stopped: doubt, back_test: test }) =>
      say`If the author goes on, about ${count(posts, 'post')}, between ${figure(interval.low)} and ${figure(interval.high)} in ${percent(interval.meant_to_hold)} of weeks.${doubt ? ' The range begins at 0, since the author may have stopped.' : ''} Tried on ${count(test.weeks, 'past week')}, ${percent(test.share_inside_interval)} fell inside.`,
  ),
};
