import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { givenProfile } from '../../lib/profiles/networks/given-profile.ts';
import type { Post, PostPage, Profile, SocialSource } from '../../lib/profiles/networks/social.ts';
import { type Api, api, json } from '../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { post } from './analyses/posts.ts';
import { asked } from './http/asked.ts';
import { runProfile } from './http/run-profile.ts';

let database: FreshDatabase;
let service: Api;

beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

/** A network whose pages, by their number, hold so many posts; the last one has no next. */
function networkOf(
  pages: number[],
  profile: Partial<Profile> = {},
  platform: 'bluesky' | 'feed' = 'bluesky',
) {
  const cursors: (string | null)[] = [];
  const source: SocialSource = {
    platform,
    pageSize: 100,
    profile: async (id) => ({ ...givenProfile(platform, id), ...profile }),
    posts: async (_, cursor): Promise<PostPage> => {
      cursors.push(cursor);
      const at = Number(cursor ?? 0);
      const posts: Post[] = Array.from({ length: pages[at] ?? 0 }, (__, i) =>
        post(`${at}-${i}`, { text: 'Hello', createdAt: '2026-01-01T00:00:00.000Z' }),
      );
      const skipped = posts.length === 0 ? { not_public: 2 } : {};
      return { posts, skipped, changed: {}, next: at + 1 < pages.length ? String(at + 1) : null };
    },
  };
  return { sources: new Map([[platform, source]]), cursors };
}

const resultSchema = z.object({
  data: z.array(z.looseObject({ basis: z.unknown() })),
  errors: z.array(z.unknown()),
});

async function run(network: ReturnType<typeof networkOf>, body: object = {}) {
  const platform = [...network.sources.keys()][0];
  const id = await asked(service, { platform, profile_id: 'alice.example.org', ...body });
  await runProfile(service.jobs.db, id, { sources: network.sources });
  const { status } = await json(await service.get(`/api/jobs/${id}`));
  return { ...resultSchema.parse(await json(await service.get(`/api/jobs/${id}/result`))), status };
}

describe('pages of a network', () => {
  test('none of which has a post fail the job with no_posts, once the end is reached', async () => {
    const network = networkOf([0, 0, 0]);
    const { data, errors, status } = await run(network);
    expect([data, status]).toEqual([[], 'failed']);
    expect(errors).toEqual([expect.objectContaining({ code: 'no_posts' })]);
    expect(network.cursors).toEqual([null, '1', '2']);
  });

  test('that are empty are no end while there is a cursor', async () => {
    const network = networkOf([2, ...Array.from({ length: 19 }, () => 0), 3, 0, 0, 1]);
    const { data } = await run(network);
    expect(data[0]?.basis).toMatchObject({ posts: 6, failed_pages: 0, capped: false });
    expect(network.cursors).toHaveLength(24);
  });

  test('of which 20 in a row are empty fail as a page, and what was read before is reported', async () => {
    const network = networkOf([2, ...Array.from({ length: 40 }, () => 0), 3]);
    const { data, errors } = await run(network);
    expect(data[0]?.basis).toMatchObject({ posts: 2, failed_pages: 1 });
    expect(errors).toEqual([expect.objectContaining({ code: 'platform_pages_empty' })]);
    expect(network.cursors).toHaveLength(21);
  });

  test('of which the first 20 are empty fail the job, and say so rather than that there are no posts', async () => {
    const network = networkOf([...Array.from({ length: 40 }, () => 0), 3]);
    const { data, errors, status } = await run(network);
    expect([data, status]).toEqual([[], 'failed']);
    expect(errors).toEqual([expect.objectContaining({ code: 'platform_pages_empty' })]);
    expect(network.cursors).toHaveLength(20);
  });

  test('before the first post count what they left out', async () => {
    const { data } = await run(networkOf([0, 0, 3, 0]));
    expect(data[0]?.basis).toMatchObject({ posts: 3, skipped: { not_public: 6 } });
  });

  test('are read up to the posts wanted, and that is said', async () => {
    const network = networkOf([3, 3, 3]);
    const { data } = await run(network, { max_posts: 5 });
    expect(data[0]?.basis).toMatchObject({ posts: 5, capped: true });
    expect(network.cursors).toHaveLength(2);
  });

  test('of a feed are all there is where it names them, and the newest alone where it does not', async () => {
    const body = { profile_id: 'https://blog.example.org/feed' };
    const paged = await run(networkOf([3, 3], {}, 'feed'), body);
    expect(paged.data[0]?.basis).toMatchObject({ posts: 6, capped: false });
    const single = await run(networkOf([3], {}, 'feed'), body);
    expect(single.data[0]?.basis).toMatchObject({
      capped: true,
      incomplete: [expect.stringContaining('3 were in it')],
    });
  });
});
