import { decode } from 'cborg';
import { z } from 'zod';
import { Turns } from '../../core/turns.ts';
import type { StoredFile } from '../../files/stored-file.ts';
import { carFrames, digestOf, type Frame } from './car-frames.ts';
import { tooLargeArchive, unreadableArchive } from './unreadable.ts';

/** What of a repository is read. */
export const POST = 'app.bsky.feed.post';
export const REPOST = 'app.bsky.feed.repost';
const PROFILE = 'app.bsky.actor.profile';
const COLLECTIONS = [POST, REPOST, PROFILE];

const MOST_RECORDS = 500_000;
/** Blocks that may be the owner's profile: which is, the paths tell. */
const MOST_PROFILES = 1_000;
const CID_TAG = 42;
/** A node of the tree of paths, a map of `e` and `l`, as canonical CBOR begins it. */
const NODE_START = Buffer.from([0xa2, 0x61, 0x65]);

/** The value of a block of DAG-CBOR, CIDs as bytes with a zero before them; undefined if it is none. */
export function decoded(block: Uint8Array): unknown {
  try {
    return decode(block, { tags: { [CID_TAG]: (content) => content() } });
  } catch {
    return undefined;
  }
}

const bytes = z.instanceof(Uint8Array);
const nodeSchema = z.object({ e: z.array(z.object({ p: z.int().min(0), k: bytes, v: bytes })) });
const headerSchema = z.object({ version: z.literal(1), roots: z.array(bytes).min(1) });
const commitSchema = z.object({ did: z.string().regex(/^did:[a-z]+:[\w.:%-]{1,200}$/) });
const profileSchema = z.object({
  displayName: z.string().nullish().catch(null),
  description: z.string().nullish().catch(null),
  createdAt: z.string().nullish().catch(null),
});

/** Where the records are and whose they are. */
export interface Repository {
  did: string;
  /** By the digest of a record its path: `app.bsky.feed.post/3k…`. */
  paths: ReadonlyMap<string, string>;
  profile: z.infer<typeof profileSchema> | null;
}

/** The paths in a node: each gives only what differs from the one before. */
function pathsIn(block: Buffer): [digest: string, path: string][] {
  const { data } = nodeSchema.safeParse(decoded(block));
  let path = '';
  return (data?.e ?? []).flatMap(({ p, k, v }) => {
    path = path.slice(0, p) + Buffer.from(k).toString('latin1').slice(0, 1_000);
    const digest = digestOf(v.subarray(1));
    const isRead = COLLECTIONS.some((name) => path.startsWith(`${name}/`));
    return digest !== null && isRead ? [[digest, path] as const] : [];
  });
}

function rootOf({ block }: Frame): string {
  const [root] = headerSchema.safeParse(decoded(block)).data?.roots ?? [];
  const digest = root && digestOf(root.subarray(1));
  if (digest) return digest;
  throw unreadableArchive('The file is no CAR of a Bluesky repository. Export it again.');
}

/** What is known of a repository while it is read. */
class Reading {
  readonly paths = new Map<string, string>();
  readonly #profiles = new Map<string, Buffer>();
  #root = '';
  did = '';

  see(frame: Frame): void {
    const { digest, block } = frame;
    if (this.#root === '') this.#root = rootOf(frame);
    else if (block.subarray(0, NODE_START.length).equals(NODE_START)) {
      for (const [of, path] of pathsIn(block)) this.paths.set(of, path);
    } else if (digest === this.#root) this.did = commitSchema.safeParse(decoded(block)).data?.did ?? '';
    else if (this.#profiles.size < MOST_PROFILES && block.includes(PROFILE))
      this.#profiles.set(digest, Buffer.from(block));
    if (this.paths.size > MOST_RECORDS) {
      throw tooLargeArchive(
        `The repository has more than ${MOST_RECORDS} posts and reposts; no more are read.`,
      );
    }
  }

  get profile(): Repository['profile'] {
    const own = [...this.#profiles].find(([digest]) => this.paths.get(digest) === `${PROFILE}/self`);
    return own ? (profileSchema.safeParse(decoded(own[1])).data ?? null) : null;
  }
}

/**
 * Reads the tree of paths and the commit, passing over the records.
 * @throws PermanentError `archive_unreadable`, `archive_too_large`; the signal's reason
 */
export async function readRepository(file: StoredFile, signal: AbortSignal): Promise<Repository> {
  const reading = new Reading();
  const turns = new Turns(signal);
  for await (const frame of carFrames(file, 0)) {
    reading.see(frame);
    if (turns.due) await turns.take();
  }
  const { did, paths, profile } = reading;
  if (did === '')
    throw unreadableArchive('The repository names no owner (its commit is missing). Export it again.');
  return { did, paths, profile };
}
