import type { Work } from '../../core/slices.ts';
import type { Post } from '../networks/social.ts';
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
import { localTimes } from './local-time.ts';
import { byDate, type DatedPost, ownPosts } from './order.ts';
import { mean, median, rounded, share, variance } from './statistics.ts';

const MIN_GAPS = 20;
const MIN_OWN = 20;
/** With fewer posts, empty hours occur by chance. */
const MIN_FOR_HOURS = 100;
const MIN_DAYS_FOR_HOURS = 14;
/** More would not change the shares, and the cost grows with the number of texts. */
const COMPARED_AT_MOST = 2_000;
const NEAR_MEDIAN = 0.05;

const WARNING =
  'Evidence, not a verdict. Signals of this kind err often: a classifier with many more of them had an F1 of 83 % on ' +
  'the accounts it was made with and of 68 % in general (BotArtist). People with habits, teams and scheduled posts ' +
  'show them as well.';

type Weight = 'weak' | 'moderate' | 'strong';

interface Signal {
  measured: Json;
  reference: string;
  weight: Weight;
}

const signal = ({ measured, reference, weight }: Signal, posts: readonly Post[], n?: number): Finding =>
  finding({ measured, reference, weight, warning: WARNING }, posts, n === undefined ? {} : { n });

function regularity(dated: readonly DatedPost[]): Finding | Missing {
  const gaps = dated.slice(1).map(({ ms }, index) => ms - (dated[index]?.ms ?? ms));
  if (gaps.length < MIN_GAPS)
    return missing('too few posts with a date', `${MIN_GAPS + 1} posts with a date`);
  const typical = median(gaps);
  const near = gaps.filter((gap) => Math.abs(gap - typical) <= NEAR_MEDIAN * typical).length;
  const centre = mean(gaps);
  return signal(
    {
      measured: {
        coefficient_of_variation: centre === 0 ? null : rounded(Math.sqrt(variance(gaps)) / centre),
        share_of_gaps_within_5_percent_of_median: share(near, gaps.length),
      },
      reference:
        'A timer gives a coefficient near 0 and most gaps near the median; events by chance give 1; people post in ' +
        'bursts and are mostly above 1.',
      weight: 'moderate',
    },
    dated.map(({ post }) => post),
    gaps.length,
  );
}

/** Longest run of hours of the day without a post, wrapping at midnight. */
function longestRest(used: ReadonlySet<number>): number {
  let longest = 0;
  let run = 0;
  for (let hour = 0; hour < 48; hour += 1) {
    run = used.has(hour % 24) ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  return Math.min(longest, 24);
}

function roundTheClock(dated: readonly DatedPost[], timeZone: string): Finding | Missing {
  const clock = localTimes(timeZone);
  const times = dated.map(({ ms }) => clock(ms));
  const days = new Set(times.map(({ day }) => day)).size;
  if (dated.length < MIN_FOR_HOURS || days < MIN_DAYS_FOR_HOURS) {
    const needs = `${MIN_FOR_HOURS} posts with a date on ${MIN_DAYS_FOR_HOURS} days`;
    return missing('with few posts an hour is empty by chance', needs);
  }
  const used = new Set(times.map(({ hour }) => hour));
  return signal(
    {
      measured: { hours_of_the_day_used: used.size, longest_daily_rest_hours: longestRest(used) },
      reference:
        'One person sleeps: over weeks some hours of the day stay empty, unless nights are irregular or journeys ' +
        'cross time zones. All 24 hours in use is usual for teams and machines.',
      weight: 'weak',
    },
    dated.map(({ post }) => post),
  );
}

function* repetition(own: readonly Post[]): Work<Finding | Missing> {
  const { compared, repeats } = yield* duplicatesIn(own.slice(-COMPARED_AT_MOST));
  if (compared.length < MIN_OWN) return missing('too few posts of five words or more', `${MIN_OWN} of them`);
  const measured = { share_of_posts_that_repeat_an_earlier_one: share(repeats.length, compared.length) };
  const reference = 'Most people seldom repeat a post of five words or more; feeds and campaigns often do.';
  return signal({ measured, reference, weight: 'moderate' }, repeats, compared.length);
}

function ratio(own: readonly Post[], name: string, countOf: (post: Post) => number, reference: string) {
  if (own.length < MIN_OWN) return missing('too few own posts', `${MIN_OWN} own posts`);
  const having = own.filter((post) => countOf(post) > 0);
  const total = own.reduce((sum, post) => sum + countOf(post), 0);
  const measured = {
    [`share_of_posts_with_${name}`]: share(having.length, own.length),
    [`${name}_per_post`]: rounded(total / own.length),
  };
  return signal({ measured, reference, weight: 'weak' }, having, own.length);
}

function saysBot({ profile }: Context): Finding | Missing {
  if (profile === null || profile.saysBot === null) {
    return missing('the network does not say', 'a network on which accounts can say that they are automated');
  }
  const reference = 'Set by the account itself. One that does not say so may be automated all the same.';
  const value = { measured: profile.saysBot, reference, weight: 'strong', warning: WARNING };
  return finding(value, [], { n: 1, confidence: 'high' });
}

/** Individual signals of automation. Deliberately not combined: a sum would be read as a verdict on a person. */
export function* automation(posts: readonly Post[], context: Context): Work<Findings> {
  const { dated } = byDate(posts, context.asOf);
  const own = ownPosts(posts);
  return findings(posts, {
    regular_intervals: regularity(dated),
    round_the_clock: roundTheClock(dated, context.timeZone),
    repeated_texts: yield* repetition(own),
    links: ratio(
      own,
      'links',
      ({ links }) => links.length,
      'News desks, shops and feeds link in almost every post; in talk among people links are the exception.',
    ),
    hashtags: ratio(
      own,
      'hashtags',
      ({ hashtags }) => hashtags.length,
      'Several hashtags in most posts are usual for promotion, rare in talk among people.',
    ),
    says_it_is_automated: saysBot(context),
  });
}
