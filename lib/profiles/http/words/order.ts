/** Display order of report fields, since jsonb does not preserve key order. */
const READING_ORDER: readonly string[] = [
  // Analyses
  ...[
    'activity',
    'content',
    'sentiment',
    'style',
    'engagement',
    'network',
    'account',
    'automation',
    'prediction',
  ],
  // Names and dates of a row
  ...['what', 'id', 'kind', 'label', 'language', 'month', 'hashtag', 'host', 'handle', 'phrase', 'word'],
  ...['hour', 'posts_in_hour', 'share_in_hour', 'weekday', 'days', 'hours', 'first', 'last', 'from', 'to'],
  // Findings
  ...['dates', 'posts_per_day', 'posts_per_week', 'by_kind', 'by_month', 'hours_and_weekdays', 'busiest'],
  ...['gaps', 'since_last_post', 'longest_streak', 'topics', 'hashtags', 'links_by_host', 'mentions'],
  ...['languages', 'own_words'],
  ...['distribution', 'monthly_trend', 'most_positive', 'most_negative', 'sentence_length', 'vocabulary'],
  ...[
    'readability',
    'function_words',
    'emoji',
    'addressed',
    'concentration',
    'age',
    'completeness',
    'counts',
  ],
  ...['regular_intervals', 'round_the_clock', 'repeated_texts', 'links', 'says_it_is_automated'],
  // Figures
  ...['measured', 'weight', 'reference', 'labels', 'posts', 'count', 'likes', 'reposts', 'replies', 'share'],
  ...['score', 'mean', 'median', 'p25', 'p75', 'iqr', 'most', 'distinct', 'n_with', 'n_without'],
  ...['groups', 'median_ratio', 'ratio_of_count_plus_1', 'share_of_pairs_with_more', 'value', 'low', 'high'],
  ...['p_corrected', 'says', 'by_kind'],
];
const LAST: readonly string[] = ['method', 'post_ids'];

function rank(name: string): number {
  if (LAST.includes(name)) return READING_ORDER.length + 1 + LAST.indexOf(name);
  const place = READING_ORDER.indexOf(name);
  return place === -1 ? READING_ORDER.length : place;
}

/** Known names in display order, then the others by code unit. */
export function inReadingOrder(names: readonly string[]): string[] {
  return [...names].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : Number(a > b)));
}
