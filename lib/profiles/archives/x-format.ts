import { z } from 'zod';
import { optionalText } from '../networks/fields.ts';
import { givenProfile } from '../networks/given-profile.ts';
import { webUrl } from '../networks/links.ts';
import { readInstant } from '../networks/read-instant.ts';
import type { Profile } from '../networks/social.ts';
import { plainLine, plainText } from '../networks/text.ts';
import type { ArchiveFormat, Asides } from './archive-format.ts';
import { archivedItem, archivedPost, noteFinder, noteItem } from './archived-tweet.ts';

/** `tweets.js`, `tweets-part1.js`; `tweet.js` in archives before 2022. */
const TWEETS = /(?:^|\/)tweets?(?:-part(\d{1,4}))?\.js$/;

const accountItem = z.object({
  account: z.object({
    username: z.string().regex(/^\w{1,15}$/),
    accountId: optionalText,
    accountDisplayName: optionalText,
    createdAt: optionalText,
  }),
});

const profileItem = z.object({
  profile: z.object({
    description: z.object({ bio: optionalText }).nullish().catch(null),
    avatarMediaUrl: optionalText,
  }),
});

/** `window.__THAR_CONFIG = {…}`: which files X has made of each kind. */
const manifest = z.object({
  dataTypes: z.object({ tweets: z.object({ files: z.array(z.object({ fileName: z.string() })) }) }),
});

async function profileOf(asides: Asides, handle: string): Promise<Profile> {
  const known = givenProfile('twitter_archive', handle);
  const account = accountItem.safeParse((await asides.list('account'))[0]).data?.account;
  if (!account) return known;
  const said = profileItem.safeParse((await asides.list('profile'))[0]).data?.profile;
  return {
    ...known,
    id: account.accountId ?? account.username.toLowerCase(),
    handle: account.username.toLowerCase(),
    displayName: plainLine(account.accountDisplayName),
    bio: plainText(said?.description?.bio ?? '').text || null,
    url: webUrl(`https://x.com/${account.username}`),
    createdAt: readInstant(account.createdAt),
    hasAvatar: said?.avatarMediaUrl ? !said.avatarMediaUrl.includes('default_profile') : null,
  };
}

const fileOf = (part: number): string => (part === 0 ? 'tweets.js' : `tweets-part${part}.js`);

/** Files with posts that X has made and that are not in the zip: named by its list, or by a gap in their numbers. */
async function missingParts(asides: Asides, parts: readonly number[]): Promise<string[]> {
  const listed = manifest.safeParse(await asides.whole('manifest')).data?.dataTypes.tweets.files ?? [];
  const named = listed.flatMap(({ fileName }) => {
    const match = TWEETS.exec(fileName);
    return match ? [Number(match[1] ?? 0)] : [];
  });
  const count = Math.max(0, ...named, ...parts) + 1;
  const missing = Array.from({ length: count }, (_, part) => part).filter((part) => !parts.includes(part));
  return missing.map(
    (part) =>
      `Part ${part + 1} of ${count} is not in the archive (data/${fileOf(part)}): its posts were not read.`,
  );
}

const NO_NOTES =
  'note-tweet.js is not in the archive: posts of more than 280 characters are cut, and counted as text_cut_by_network.';

/** https://help.x.com/en/managing-your-account/how-to-download-your-x-archive */
export const X_FORMAT: ArchiveFormat = {
  needs: 'data/tweets.js',
  postsAt: (name) => {
    const match = TWEETS.exec(name);
    return match && { part: Number(match[1] ?? 0), key: null };
  },
  asides: {
    account: /(?:^|\/)account\.js$/,
    profile: /(?:^|\/)profile\.js$/,
    manifest: /(?:^|\/)manifest\.js$/,
    notes: /(?:^|\/)note-tweets?(?:-part\d{1,4})?\.js$/,
  },
  async reader(asides, { handle, parts }) {
    const notes = (await asides.list('notes')).flatMap((item) => noteItem.safeParse(item).data ?? []);
    const noteOf = noteFinder(notes);
    return {
      profile: await profileOf(asides, handle),
      incomplete: [
        ...(await missingParts(asides, parts)),
        ...(asides.names('notes').length === 0 ? [NO_NOTES] : []),
      ],
      read: (item, changed) => {
        const read = archivedItem.safeParse(item);
        return read.success ? archivedPost(read.data, noteOf, changed) : 'unreadable';
      },
    };
  },
};
