/** A post as X's archives write it. */
export const tweet = (id: string, changes: Record<string, unknown> = {}) => ({
  tweet: {
    edit_info: { initial: { editTweetIds: [id], editsRemaining: '5', isEditEligible: true } },
    retweeted: false,
    source: '<a href="https://mobile.x.com" rel="nofollow">X</a>',
    entities: { hashtags: [], symbols: [], user_mentions: [], urls: [] },
    display_text_range: ['0', '5'],
    favorite_count: '3',
    id_str: id,
    truncated: false,
    retweet_count: '2',
    id,
    created_at: 'Thu Jan 01 09:00:00 +0000 2026',
    favorited: false,
    full_text: 'Hello',
    lang: 'en',
    ...changes,
  },
});

/** A file of X's archives: JSON behind an assignment. */
export const ytd = (name: string, items: unknown, part = 0): string =>
  `window.YTD.${name}.part${part} = ${JSON.stringify(items, null, 2)}`;

export const ACCOUNT_JS = ytd('account', [
  {
    account: {
      email: 'ada@example.com',
      username: 'AdaTest',
      accountId: '5',
      createdAt: '2010-05-01T10:00:00.000Z',
      accountDisplayName: 'Ada',
    },
  },
]);

export const PROFILE_JS = ytd('profile', [
  { profile: { description: { bio: 'Rivers and maps.' }, avatarMediaUrl: 'https://pbs.twimg.com/a.jpg' } },
]);

/** What X says it has made, in so many files with posts. */
export const manifestJs = (parts: number): string =>
  `window.__THAR_CONFIG = ${JSON.stringify({
    dataTypes: {
      tweets: {
        files: Array.from({ length: parts }, (_, part) => ({
          fileName: part === 0 ? 'data/tweets.js' : `data/tweets-part${part}.js`,
          globalName: `YTD.tweets.part${part}`,
          count: '2',
        })),
      },
    },
  })}`;
