/** What people call the fields of a report. A name that is not here is shown as its own words. */
const NAMES: Readonly<Record<string, string>> = {
  // Analyses
  activity: 'When and how often',
  content: 'What about',
  sentiment: 'Tone',
  style: 'Way of writing',
  engagement: 'How others react',
  network: 'Whom it addresses',
  account: 'The account',
  automation: 'Signs of automation',
  prediction: 'The week ahead',
  // Findings
  dates: 'Dates of the posts',
  posts_per_day: 'Posts a day',
  posts_per_week: 'Posts a week',
  gaps: 'Pauses between posts',
  since_last_post: 'Since the last post',
  longest_streak: 'Longest run of days',
  hours_and_weekdays: 'Hours of the week',
  busiest: 'Busiest hour and day',
  by_kind: 'Posts, replies, reposts',
  by_month: 'Month by month',
  topics: 'Phrases that return',
  hashtags: 'Hashtags',
  links_by_host: 'Where links lead',
  mentions: 'Mentions',
  languages: 'Languages',
  distribution: 'Positive, neutral, negative',
  monthly_trend: 'Tone by month',
  most_positive: 'The most positive posts',
  most_negative: 'The most negative posts',
  sentence_length: 'Length of sentences',
  vocabulary: 'Range of words',
  readability: 'How easy to read',
  punctuation_and_capitals: 'Punctuation and capitals',
  function_words: 'Small words',
  likes: 'Likes',
  reposts: 'Reposts',
  replies: 'Replies',
  what_does_well: 'What does well',
  own_words: "The author's own words",
  addressed: 'Most addressed',
  concentration: 'A few or many',
  reciprocity: 'Who answers back',
  age: 'Age of the account',
  completeness: 'How much of the profile is filled in',
  counts: 'Followers and following',
  repositories: 'Repositories',
  regular_intervals: 'Like a timer',
  round_the_clock: 'Without a night',
  repeated_texts: 'The same text again',
  links: 'Links in most posts',
  says_it_is_automated: 'Says so itself',
  posts_next_week: 'Posts in the next seven days',
  // Figures
  mtld: 'MTLD',
  p25: 'A quarter is below',
  p75: 'A quarter is above',
  iqr: 'Middle half spans',
  median: 'Middle value',
  mean: 'Average',
  most: 'Most',
  p_corrected: 'p, corrected',
  id: 'Post',
  post_ids: 'Posts behind it',
  n_with: 'Posts with it',
  n_without: 'Posts without it',
  distinct: 'Different ones',
  share_of_posts: 'Share of posts',
  share_of_own_posts: 'Share of own posts',
  ratio_of_count_plus_1: 'Times as many (count + 1)',
  share_of_pairs_with_more: 'Wins of a pair',
  per_1000_words: 'Per 1,000 words',
  posts_per_24_hours: 'Posts in 24 hours',
  shown_by_simulated_humans: 'Simulated people who show it',
  posts_not_assessed: 'Posts not assessed',
  people_of_each_kind: 'Simulated people of each kind',
  posts_of_each: 'With so many posts each',
  most_post_ids: 'Posts that have the most',
  language_not_read: 'in a language that is not read',
  language_unknown: 'in a language that is not known',
  no_words: 'without words or emoji',
  left_out: 'Left out',
  // Reasons of reading
  not_public: 'not public',
  unreadable: 'unreadable',
  repeated: 'there already',
  page_repeated: 'again in place of older ones',
  over_limit: 'beyond the limit',
  text_truncated: 'text cut at 100,000 characters',
  date_unreadable: 'date unreadable',
  time_unknown: 'time of day unknown',
};

/** Null if people have no other word for it. */
export const nameOf = (name: string): string | null =>
  Object.hasOwn(NAMES, name) ? (NAMES[name] ?? null) : null;

const QUESTIONS: Readonly<Record<string, string>> = {
  has_link: 'posts with a link',
  has_hashtag: 'posts with a hashtag',
  has_media_word: 'posts that name a picture or video',
  shortest_third: 'the shortest third of posts',
  longest_third: 'the longest third of posts',
};

/** A feature that posts are compared by, as a noun: `hours_06_to_11` as "posts from 06 to 12 h". */
export function featureOf(what: string): string {
  const hours = /^hours_(\d\d)_to_(\d\d)$/.exec(what);
  if (hours) return `posts from ${hours[1]}:00 to ${hours[2]}:59`;
  return (Object.hasOwn(QUESTIONS, what) ? QUESTIONS[what] : undefined) ?? what.replaceAll('_', ' ');
}

const NETWORKS: Readonly<Record<string, string>> = {
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  github: 'GitHub',
  hackernews: 'Hacker News',
  twitter: 'X',
  reddit: 'Reddit',
  youtube: 'YouTube',
  feed: 'a feed',
  inline: 'posts given in the request',
  twitter_archive: 'an archive of X',
  mastodon_archive: 'an archive of Mastodon',
  bluesky_archive: 'an archive of Bluesky',
  threads_archive: 'an archive of Threads',
  instagram_archive: 'an archive of Instagram',
  reddit_archive: 'an archive of Reddit',
};

export const networkOf = (platform: string): string => NETWORKS[platform] ?? platform;
