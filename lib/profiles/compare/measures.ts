/** Numbers of a finding to compare, and their labels. */
export interface Measure {
  analysis: string;
  finding: string;
  /** Path in the finding's value, and label. */
  numbers: readonly (readonly [path: string, label: string])[];
  /** A list of rows with shares, identified by `key`; a missing row has share 0. */
  shares?: { path: string | null; key: string; label: string };
  /** Depends on the time zone given by the caller. */
  local?: true;
  /** Only comparable within one language. */
  inLanguage?: true;
  /** Stated by the profile, not counted over posts. */
  readOff?: true;
}

const KINDS = { post: 'original posts', reply: 'replies', quote: 'quotes' } as const;
const median = (label: string) => [['median', `${label}, median`]] as const;
const engagement = ['likes', 'reposts', 'replies'].map((finding) => ({
  analysis: 'engagement',
  finding,
  numbers: [
    ['median', `${finding} a post, median`],
    ['iqr', `${finding} a post, interquartile range`],
    ...(['post', 'reply', 'quote'] as const).map(
      (kind) => [`by_kind.${kind}.median`, `${finding} of ${KINDS[kind]}, median`] as const,
    ),
  ] as const,
}));
const MARKS = [
  'full_stops',
  'commas',
  'exclamation_marks',
  'question_marks',
  'ellipses',
  'colons_and_semicolons',
  'dashes',
  'words_in_capitals',
  'capitalised_words',
] as const;

/**
 * The measures to compare, in order. Excludes signals of automation (evidence about one sample, each with its own
 * error) and forecasts (each is for a different week).
 */
export const MEASURES: readonly Measure[] = [
  {
    analysis: 'activity',
    finding: 'posts_per_day',
    numbers: [
      ['mean', 'posts a day, mean'],
      ...median('posts a day'),
      ['share_of_days_active', 'share of days with a post'],
    ],
    local: true,
  },
  {
    analysis: 'activity',
    finding: 'posts_per_week',
    numbers: [['mean', 'posts a week, mean'], ...median('posts a week')],
  },
  {
    analysis: 'activity',
    finding: 'gaps',
    numbers: [['hours_between_posts.median', 'hours between posts, median']],
  },
  {
    analysis: 'activity',
    finding: 'since_last_post',
    numbers: [['days', 'days since the last post']],
    readOff: true,
  },
  {
    analysis: 'activity',
    finding: 'by_kind',
    numbers: [],
    shares: { path: null, key: 'kind', label: 'posts of the kind' },
  },
  {
    analysis: 'content',
    finding: 'hashtags',
    numbers: [['share_of_posts', 'share of posts with a hashtag']],
  },
  {
    analysis: 'content',
    finding: 'links_by_host',
    numbers: [['share_of_posts', 'share of posts with a link']],
  },
  {
    analysis: 'content',
    finding: 'mentions',
    numbers: [['share_of_posts', 'share of posts with a mention']],
  },
  {
    analysis: 'content',
    finding: 'languages',
    numbers: [],
    shares: { path: 'languages', key: 'language', label: 'posts in the language' },
  },
  {
    analysis: 'content',
    finding: 'own_words',
    numbers: [['own_share', "share of the text that is the author's own words"]],
  },
  {
    analysis: 'sentiment',
    finding: 'distribution',
    numbers: [
      ['score.mean', 'sentiment score, mean'],
      ['score.median', 'sentiment score, median'],
    ],
    shares: { path: 'labels', key: 'label', label: 'posts that read as' },
  },
  { analysis: 'style', finding: 'sentence_length', numbers: [['words.median', 'words a sentence, median']] },
  { analysis: 'style', finding: 'vocabulary', numbers: [['mtld', 'MTLD']], inLanguage: true },
  {
    analysis: 'style',
    finding: 'readability',
    numbers: [['flesch_reading_ease', 'Flesch Reading Ease']],
    inLanguage: true,
  },
  {
    analysis: 'style',
    finding: 'punctuation_and_capitals',
    numbers: MARKS.map(
      (mark) => [`per_1000_words.${mark}`, `${mark.replaceAll('_', ' ')} per 1,000 words`] as const,
    ),
  },
  {
    analysis: 'style',
    finding: 'function_words',
    numbers: [['per_1000_words', 'function words per 1,000 words']],
    inLanguage: true,
  },
  { analysis: 'style', finding: 'emoji', numbers: [['per_post', 'emoji a post']] },
  ...engagement,
  {
    analysis: 'network',
    finding: 'addressed',
    numbers: [['share_of_own_posts', 'share of own posts that address somebody']],
  },
  {
    analysis: 'network',
    finding: 'concentration',
    numbers: [['top_5_share', 'share of the five most addressed']],
  },
  {
    analysis: 'account',
    finding: 'counts',
    numbers: [
      ['followers', 'followers'],
      ['following', 'following'],
      ['posts', 'posts, as the network counts'],
      ['followers_per_following', 'followers per account followed'],
    ],
    readOff: true,
  },
  {
    analysis: 'account',
    finding: 'completeness',
    numbers: [['share_filled', 'share of the profile that is filled in']],
    readOff: true,
  },
];

/** A list of named items in a finding. */
export interface Listed {
  analysis: string;
  finding: string;
  path: string;
  key: string;
  /** Plural noun for sentences. */
  called: string;
}

export const LISTS: readonly Listed[] = [
  { analysis: 'content', finding: 'topics', path: 'quoted_phrases', key: 'phrase', called: 'phrases' },
  { analysis: 'content', finding: 'hashtags', path: 'most', key: 'hashtag', called: 'hashtags' },
  { analysis: 'content', finding: 'links_by_host', path: 'most', key: 'host', called: 'hosts of links' },
  { analysis: 'content', finding: 'mentions', path: 'most', key: 'handle', called: 'mentioned handles' },
  { analysis: 'network', finding: 'addressed', path: 'most', key: 'handle', called: 'addressed handles' },
];
