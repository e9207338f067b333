import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { ACCOUNT_JS, manifestJs, PROFILE_JS, tweet, ytd } from '../profiles/archives/archived.ts';

/** What a made archive holds. */
export interface MadeArchive {
  posts: number;
  /** Files that the posts are in. */
  parts: number;
  /** Every so many posts is a long one, whole in note-tweet.js. */
  noteEvery: number;
  /** Bytes of pictures, which do not compress. */
  mediaBytes: number;
}

const WORDS =
  'river map harbour calm morning great love terrible rain winter ferry walk wonderful sorry bridge music train late coffee city'.split(
    ' ',
  );
const MINUTES_APART = 37;
const PICTURE_BYTES = 500_000;

const wordsOf = (at: number, count: number): string =>
  Array.from(
    { length: count },
    (_, place) => WORDS[(at * 7 + place * place * 3 + place) % WORDS.length],
  ).join(' ');

const dateOf = (at: number): Date => new Date(Date.UTC(2014, 0, 1) + at * MINUTES_APART * 60_000);

/** `Wed Jan 01 00:00:00 +0000 2014` */
function rubyDate(date: Date): string {
  const [week, day, month, year, time] = date.toUTCString().replace(',', '').split(' ');
  return `${week} ${month} ${day} ${time} +0000 ${year}`;
}

const idOf = (at: number): string => String(10n ** 18n + BigInt(at));
const longText = (at: number): string => `Long thought ${at}: ${wordsOf(at, 70)}`;

function madeTweet(at: number, { noteEvery }: MadeArchive) {
  const isLong = at % noteEvery === 0;
  const short = `Post ${at}: ${wordsOf(at, 18)} #${WORDS[at % 20]} @friend${at % 50}`;
  const self = {
    url: 'https://t.co/aaaaaaaaaa',
    expanded_url: `https://twitter.com/i/web/status/${idOf(at)}`,
  };
  return tweet(idOf(at), {
    created_at: rubyDate(dateOf(at)),
    full_text: isLong ? `${longText(at).slice(0, 250)}… ${self.url}` : short,
    favorite_count: String(at % 90),
    entities: {
      hashtags: isLong ? [] : [{ text: WORDS[at % 20], indices: ['0', '5'] }],
      symbols: [],
      user_mentions: isLong
        ? []
        : [{ name: 'Friend', screen_name: `friend${at % 50}`, indices: ['0', '5'], id_str: '7' }],
      urls: isLong ? [self] : [],
    },
    // Some of a thread of one's own, some of others.
    ...(at % 5 === 1 && { in_reply_to_status_id_str: idOf(at - 1), in_reply_to_screen_name: 'AdaTest' }),
    ...(at % 5 === 2 && { in_reply_to_status_id_str: '9', in_reply_to_screen_name: `friend${at % 50}` }),
  });
}

const madeNote = (at: number) => ({
  noteTweet: {
    noteTweetId: `9${at}`,
    createdAt: dateOf(at).toISOString(),
    core: { text: longText(at), urls: [], mentions: [], hashtags: [] },
  },
});

function* listed(name: string, part: number, items: Iterable<unknown>): Generator<string> {
  yield `window.YTD.${name}.part${part} = [`;
  let isFirst = true;
  for (const item of items) {
    yield `${isFirst ? '' : ','}\n${JSON.stringify(item, null, 2)}`;
    isFirst = false;
  }
  yield '\n]';
}

function* madeBetween(
  from: number,
  to: number,
  make: (at: number) => unknown,
  every = 1,
): Generator<unknown> {
  for (let at = from; at < to; at++) if (at % every === 0) yield make(at);
}

/** Bytes that do not compress, the same each time. All pictures are this one: nobody looks at them. */
const picture = (): Buffer => createHash('shake256', { outputLength: PICTURE_BYTES }).digest();

/** Writes a made archive of X as a zip. */
export async function makeXArchive(path: string, made: MadeArchive): Promise<void> {
  const { posts, parts, noteEvery, mediaBytes } = made;
  const zip = new ZipFile();
  const text = (name: string, pieces: Iterable<string>) =>
    zip.addReadStreamLazy(name, {}, (done) => done(null, Readable.from(pieces, { objectMode: false })));
  zip.addBuffer(Buffer.from(manifestJs(parts)), 'data/manifest.js');
  zip.addBuffer(Buffer.from(ACCOUNT_JS), 'data/account.js');
  zip.addBuffer(Buffer.from(PROFILE_JS), 'data/profile.js');
  zip.addBuffer(Buffer.from(ytd('like', [])), 'data/like.js');
  const pictures = Math.ceil(mediaBytes / PICTURE_BYTES);
  const pixels = picture();
  for (let at = 0; at < pictures; at++) {
    zip.addReadStreamLazy(`data/tweets_media/${idOf(at)}-a.jpg`, { compress: false }, (done) =>
      done(null, Readable.from([pixels])),
    );
  }
  for (let part = 0; part < parts; part++) {
    const [from, to] = [part, part + 1].map((each) => Math.floor((posts * each) / parts));
    const tweets = madeBetween(from ?? 0, to ?? 0, (at) => madeTweet(at, made));
    text(part === 0 ? 'data/tweets.js' : `data/tweets-part${part}.js`, listed('tweets', part, tweets));
  }
  text('data/note-tweet.js', listed('note_tweet', 0, madeBetween(0, posts, madeNote, noteEvery)));
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}
