import type { Work } from '../../core/slices.ts';
import type { Post } from '../networks/social.ts';
import { longestRestHours, postsInOwnNight } from './daily-rest.ts';
import { duplicatesIn } from './duplicates.ts';
import {
  type Context,
  type Finding,
  type Findings,
  finding,
  findings,
  type Json,
  type Missing,
  missing,
} from './findings.ts';
import { type Simulated, shownByHumans } from './human-rates.ts';
import { localTimes } from './local-time.ts';
import { byDate, type DatedPost, ownPosts } from './order.ts';
import { mean, median, rounded, share, variance } from './statistics.ts';

const MIN_GAPS = 20;
const MIN_OWN = 20;
/** With fewer posts, empty hours occur by chance. */
const MIN_FOR_HOURS = 100;
const MIN_DAYS_FOR_HOURS = 7;
/** Posts that the day before and after tell the rest of; of fewer, a quarter comes about by chance. */
const MIN_CLOSE = 60;
/** More would not change the shares, and the cost grows with the number of texts. */
const COMPARED_AT_MOST = 2_000;
const NEAR_MEDIAN = 0.05;
/** A person with a daily habit is less exact than a timer. */
const TIMER_MS = 120_000;

/** From here on a signal is shown. Each is far above most people and below most machines of the kind. */
const SHOWN_FROM = { timer: 0.5, night: 0.2, repeated: 0.3, links: 0.95, hashtags: 0.9, perPost: 2 };

const WARNING =
  'Evidence, not a verdict. Signals of this kind err often: a classifier with many more of them had an F1 of 83 % on ' +
  'the accounts it was made with and of 68 % in general (BotArtist). People with habits, teams and scheduled posts ' +
  'show them as well.';

type Weight = 'weak' | 'moderate' | 'strong';

interface Signal {
  measured: Json;
  /** Whether the posts show it. */
  shows: boolean;
  reference: string;
  weight: Weight;
}

function signal(name: Simulated, { shows, ...given }: Signal, posts: readonly Post[], n?: number): Finding {
  const rate = shownByHumans(name, n ?? posts.length);
  const value = { measured: given.measured, shows, shown_by_simulated_humans: rate };
  const { reference, weight } = given;
  return finding({ ...value, reference, weight, warning: WARNING }, posts, n === undefined ? {} : { n });
}

function regularity(dated: readonly DatedPost[]): Finding | Missing {
  const gaps = dated.slice(1).map(({ ms }, index) => ms - (dated[index]?.ms ?? ms));
  if (gaps.length < MIN_GAPS)
    return missing('too few posts with a date', `${MIN_GAPS + 1} posts with a date`);
  const typical = median(gaps);
  const near = gaps.filter((gap) => Math.abs(gap - typical) <= NEAR_MEDIAN * typical).length;
  const exact = gaps.filter((gap) => Math.abs(gap - typical) <= Math.min(TIMER_MS, NEAR_MEDIAN * typical));
  const centre = mean(gaps);
  return signal(
    'regular_intervals',
    {
      shows: exact.length >= SHOWN_FROM.timer * gaps.length,
      measured: {
        coefficient_of_variation: centre === 0 ? null : rounded(Math.sqrt(variance(gaps)) / centre),
        share_of_gaps_within_5_percent_of_median: share(near, gaps.length),
        share_of_gaps_as_exact_as_a_timer: share(exact.length, gaps.length),
      },
      reference:
        'A timer gives a coefficient near 0 and most gaps within two minutes of the median; events by chance give 1; ' +
        'people post in bursts and are mostly above 1. Shown where half of the gaps are that exact.',
      weight: 'moderate',
    },
    dated.map(({ post }) => post),
    gaps.length,
  );
}

function* roundTheClock(dated: readonly DatedPost[], timeZone: string): Work<Finding | Missing> {
  const clock = localTimes(timeZone);
  const days = new Set(dated.map(({ ms }) => clock(ms).day)).size;
  if (dated.length < MIN_FOR_HOURS || days < MIN_DAYS_FOR_HOURS) {
    const needs = `${MIN_FOR_HOURS} posts with a date on ${MIN_DAYS_FOR_HOURS} days`;
    return missing('with few posts an hour is empty by chance', needs);
  }
  const times = dated.map(({ ms }) => ms);
  const { all, close } = yield* postsInOwnNight(times);
  const ofAll = share(all.inRest, all.posts);
  const ofClose = close.posts < MIN_CLOSE ? null : share(close.inRest, close.posts);
  if (ofAll >= SHOWN_FROM.night && ofClose === null) {
    const needs = `${MIN_CLOSE} posts with eight others on the day before and the day after`;
    return missing('with so few posts a day, shifts and journeys look like posting round the clock', needs);
  }
  return signal(
    'round_the_clock',
    {
      measured: {
        share_of_posts_in_own_six_hours_of_rest: ofAll,
        share_where_the_day_before_and_after_tell_the_rest: ofClose,
        longest_daily_rest_hours: rounded(longestRestHours(times), 1),
      },
      shows: ofAll >= SHOWN_FROM.night && ofClose !== null && ofClose >= SHOWN_FROM.night,
      reference:
        'One person sleeps: hardly a post falls into the six hours in which the posts of the days around it rest, ' +
        'also on a journey, which moves them. Spread evenly over the day it is 0.25; shown where both shares are from ' +
        '0.2, since the day before and after follow shifts, too. The longest rest is the stretch of the day that ' +
        'holds at most 5 % of all posts.',
      weight: 'weak',
    },
    dated.map(({ post }) => post),
  );
}

function* repetition(own: readonly Post[]): Work<Finding | Missing> {
  const { compared, repeats } = yield* duplicatesIn(own.slice(-COMPARED_AT_MOST));
  if (compared.length < MIN_OWN) return missing('too few posts of five words or more', `${MIN_OWN} of them`);
  const repeated = share(repeats.length, compared.length);
  const measured = { share_of_posts_that_repeat_an_earlier_one: repeated };
  const reference =
    'Of five words or more, compared with the 100 before it. Most people seldom repeat one; feeds and campaigns often ' +
    'do. Shown from 0.3.';
  const shows = repeated >= SHOWN_FROM.repeated;
  return signal(
    'repeated_texts',
    { measured, shows, reference, weight: 'moderate' },
    repeats,
    compared.length,
  );
}

interface Ratio {
  name: 'links' | 'hashtags';
  shownFrom: { share: number; perPost: number };
  reference: string;
}

function ratio(own: readonly Post[], { name, shownFrom, reference }: Ratio): Finding | Missing {
  if (own.length < MIN_OWN) return missing('too few own posts', `${MIN_OWN} own posts`);
  const having = own.filter((post) => post[name].length > 0);
  const perPost = own.reduce((sum, post) => sum + post[name].length, 0) / own.length;
  const measured = {
    [`share_of_posts_with_${name}`]: share(having.length, own.length),
    [`${name}_per_post`]: rounded(perPost),
  };
  const shows = having.length >= shownFrom.share * own.length && perPost >= shownFrom.perPost;
  return signal(name, { measured, shows, reference, weight: 'weak' }, having, own.length);
}

function saysBot({ profile }: Context): Finding | Missing {
  if (profile === null || profile.saysBot === null) {
    return missing('the network does not say', 'a network on which accounts can say that they are automated');
  }
  const reference = 'Set by the account itself. One that does not say so may be automated all the same.';
  const shown = { measured: profile.saysBot, shows: profile.saysBot, shown_by_simulated_humans: null };
  const value = { ...shown, reference, weight: 'strong', warning: WARNING };
  return finding(value, [], { n: 1, confidence: 'high' });
}

/** Individual signals of automation. Deliberately not combined: a sum would be read as a verdict on a person. */
export function* automation(posts: readonly Post[], context: Context): Work<Findings> {
  const { dated } = byDate(posts, context.asOf);
  const own = ownPosts(posts);
  return findings(posts, {
    regular_intervals: regularity(dated),
    round_the_clock: yield* roundTheClock(dated, context.timeZone),
    repeated_texts: yield* repetition(own),
    links: ratio(own, {
      name: 'links',
      shownFrom: { share: SHOWN_FROM.links, perPost: 0 },
      reference:
        'News desks, shops and feeds link in almost every post; in talk among people links are the exception. Shown ' +
        'where 95 % of posts have one.',
    }),
    hashtags: ratio(own, {
      name: 'hashtags',
      shownFrom: { share: SHOWN_FROM.hashtags, perPost: SHOWN_FROM.perPost },
      reference:
        'Several hashtags in most posts are usual for promotion, rare in talk among people. Shown where 90 % of posts ' +
        'have one and the mean is two.',
    }),
    says_it_is_automated: saysBot(context),
  });
}
