import { inSlices } from '../../core/slices.ts';
import { givenProfile } from '../networks/given-profile.ts';
import { MOST_GIVEN_POSTS } from '../networks/inline.ts';
import { readItems } from '../networks/read-items.ts';
import { type Archived, archivedItem, archivedPost, noteFinder } from './archived-tweet.ts';
import { type Archive, itemsOfText, newestPosts } from './given-archive.ts';
import { unreadableArchive } from './unreadable.ts';

/** `window.YTD.tweets.part0 = `; `tweet` in archives before 2022. */
const ASSIGNMENT = /^\uFEFF?\s*window\.YTD\.tweets?\.part(\d{1,4})\s*=\s*/;

/** Who wrote the posts: a reply to one of them names its author. Null if none is answered. */
class Owner {
  readonly #ids = new Set<string>();
  readonly #answered: { to: string; name: string }[] = [];

  see({ id_str, in_reply_to_status_id_str: to, in_reply_to_screen_name: name }: Archived): void {
    this.#ids.add(id_str);
    if (to && name) this.#answered.push({ to, name });
  }

  get handle(): string | null {
    const own = this.#answered.find(({ to }) => this.#ids.has(to));
    return own?.name.toLowerCase() ?? null;
  }
}

function missingParts(part: number): string[] {
  if (part === 0) return [];
  return [
    `This is part ${part + 1} of several (tweets-part${part}.js): the posts of the other parts are not in it. The zip as downloaded has all.`,
  ];
}

/**
 * Reads `data/tweets.js` of an X archive: JSON behind an assignment, parsed and never evaluated. Its owner's name is
 * found where they answer their own posts.
 * @param handle what the owner is called otherwise.
 * @throws PermanentError `archive_unreadable`.
 */
export async function readTweetsJs(
  text: string,
  handle: string,
  most: number = MOST_GIVEN_POSTS,
): Promise<Archive> {
  const start = ASSIGNMENT.exec(text);
  if (!start) {
    throw unreadableArchive(
      'This is not data/tweets.js of an X archive: it begins with window.YTD.tweets.part0 =.',
    );
  }
  const json = text.slice(start[0].length).trimEnd().replace(/;$/, '');
  if (!json.startsWith('[') || !json.endsWith(']')) {
    throw unreadableArchive(
      'tweets.js is no complete list of posts. Upload the file as it is in the archive.',
    );
  }
  const owner = new Owner();
  const noteOf = noteFinder([]);
  const batch = await readItems(
    await itemsOfText(json, null, 'tweets.js'),
    archivedItem,
    (tweet, changed) => {
      owner.see(tweet);
      return archivedPost(tweet, noteOf, changed);
    },
  );
  return {
    profile: givenProfile('twitter_archive', owner.handle ?? handle),
    incomplete: missingParts(Number(start[1])),
    ...(await inSlices(newestPosts(batch, most))),
  };
}
