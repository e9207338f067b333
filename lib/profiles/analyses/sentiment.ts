import type { Work } from '../../core/slices.ts';
import type { Post } from '../networks/social.ts';
import { withLanguages } from '../text/post-language.ts';
import { type SentimentLabel, scoreText } from '../text/sentiment.ts';
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
import { localTimes } from './local-time.ts';
import { byDate, compareText } from './order.ts';
import { ownWordsOf } from './own-words.ts';
import { mean, rounded, share, spread, tally } from './statistics.ts';

/** With fewer posts, the mean reflects a single one. */
const MIN_IN_MONTH = 5;
/** A trend needs a third point. */
const MIN_MONTHS = 3;
const MIN_SCORED = 5;
const EXTREMES = 5;
const LABELS = ['positive', 'neutral', 'negative'] as const;

/** The method's known errors, included in every result. */
const ACCURACY =
  'A word list reads English words and emoji. It gives 62 of 100 tweets the label that people gave them: 74 of 100 ' +
  'negative, 63 of 100 neutral and 56 of 100 positive ones (218 tweets of SemEval-2017, within 7 of 100). On labelled ' +
  'reviews it gives the right sign to 69 to 76 in 100 sentences. Irony is beyond it. It reads texts, not the state of ' +
  'a person.';

interface Scored {
  post: Post;
  score: number;
  label: SentimentLabel;
}

interface Reading {
  scored: Scored[];
  unread: string[];
}

function* read(posts: readonly Post[]): Work<Reading> {
  const reading: Reading = { scored: [], unread: [] };
  for (const { post, language } of yield* withLanguages(posts)) {
    const result = scoreText(post.text, language);
    if ('score' in result) reading.scored.push({ post, ...result });
    else reading.unread.push(result.not_assessed);
    yield;
  }
  return reading;
}

const postsOf = (scored: readonly Scored[]): Post[] => scored.map(({ post }) => post);

function distribution({ scored, unread }: Reading): Finding | Missing {
  if (scored.length < MIN_SCORED) {
    return missing(
      'too few posts with English words or emoji',
      `${MIN_SCORED} posts in English or with emoji`,
    );
  }
  const scores = scored.map(({ score }) => score);
  const labels = LABELS.map((label) => {
    const of = scored.filter((item) => item.label === label);
    return { label, share: share(of.length, scored.length), ...rowOf(postsOf(of)) };
  });
  const notRead = tally(unread, compareText).map(([why, posts]) => ({ why, posts }));
  const value = {
    labels,
    score: { mean: rounded(mean(scores)), ...spread(scores) },
    posts_not_assessed: notRead,
    accuracy: ACCURACY,
  };
  return finding(value, postsOf(scored));
}

function monthlyTrend({ scored }: Reading, { timeZone, asOf }: Context): Finding | Missing {
  const clock = localTimes(timeZone);
  const byPost = new Map(scored.map((item) => [item.post, item]));
  const months = new Map<string, Scored[]>();
  for (const { post, ms } of byDate(postsOf(scored), asOf).dated) {
    const { month } = clock(ms);
    const item = byPost.get(post);
    const inMonth = months.get(month) ?? [];
    if (item) inMonth.push(item);
    months.set(month, inMonth);
  }
  const full = [...months].filter(([, items]) => items.length >= MIN_IN_MONTH);
  if (full.length < MIN_MONTHS) {
    return missing(
      'too few months with enough posts',
      `${MIN_MONTHS} months of ${MIN_IN_MONTH} scored posts`,
    );
  }
  const value = full.map(([month, items]) => {
    const scores = items.map(({ score }) => score);
    return { month, mean: rounded(mean(scores)), ...spread(scores), ...rowOf(postsOf(items)) };
  });
  const items = full.flatMap(([, inMonth]) => inMonth);
  return finding({ months: value, months_left_out: months.size - full.length }, postsOf(items));
}

function extremes({ scored }: Reading, label: SentimentLabel): Finding | Missing {
  const sign = label === 'positive' ? 1 : -1;
  const found = scored
    .filter((item) => item.label === label)
    .sort((a, b) => sign * (b.score - a.score))
    .slice(0, EXTREMES);
  if (found.length === 0) return missing(`no post reads as ${label}`, `one post that reads as ${label}`);
  return finding(
    found.map(({ post, score }) => ({ id: post.id, score })),
    postsOf(found),
  );
}

/** Sentiment of own words; reposts and quotes are other people's. */
export function* sentiment(posts: readonly Post[], context: Context): Work<Findings> {
  const reading = yield* read((yield* ownWordsOf(posts)).posts);
  return findings(posts, {
    distribution: distribution(reading),
    monthly_trend: monthlyTrend(reading, context),
    most_positive: extremes(reading, 'positive'),
    most_negative: extremes(reading, 'negative'),
  });
}
