import { openAsBlob } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { ProfileInput } from '../../shapes.ts';
import type { Command, Invocation } from '../command.ts';
import { Usage } from '../exit-codes.ts';
import { BEGINS, beginning, carried } from '../follow.ts';
import { keep, readKept } from '../settings.ts';

const STRATEGIES = ['balanced', 'trend', 'mean_reversion', 'breakout', 'weekly_target'] as const;

export const stocks: Command = {
  name: 'stocks',
  about: 'Analyze stocks: verdict, reasons, plan and evidence for each symbol.',
  usage: 'SYMBOL… [--capital N]',
  words: [1, 5_000],
  flags: {
    capital: { type: 'string', about: 'money to plan with' },
    currency: { type: 'string', about: 'of the capital' },
    strategy: { type: 'string', about: STRATEGIES.join(', ') },
    interval: { type: 'string', about: '1d or 1wk' },
    ...BEGINS,
  },
  run: async (invocation) => {
    const { unstuck, values, words, world } = invocation;
    const strategy = values.oneOf('strategy', STRATEGIES);
    const job = await unstuck.stocks.analyze([...words], {
      capital: values.number('capital'),
      currency: values.text('currency'),
      strategies: strategy && [strategy],
      interval: values.oneOf('interval', ['1d', '1wk']),
      ...beginning(invocation),
      signal: world.signal,
    });
    return carried(invocation, job);
  },
};

const OCR = ['auto', 'force'] as const;

/** Posts that are given: a list, or what has one in `posts`. */
async function postsOf(file: string): Promise<ProfileInput['posts']> {
  const given: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (Array.isArray(given)) return given;
  if (typeof given === 'object' && given !== null && 'posts' in given && Array.isArray(given.posts))
    return given.posts;
  throw new Usage(`${file} is no list of posts.`);
}

/** Uploads a file; one that was broken off goes on where it stopped. @returns the document's id */
async function uploaded(
  { unstuck, world }: Invocation,
  given: string,
  kind: 'pdf' | 'archive',
): Promise<string> {
  const file = resolve(world.cwd, given);
  const { size, mtimeMs } = await stat(file).catch((error: unknown) => {
    throw new Usage(`${given} cannot be read: ${error instanceof Error ? error.message : error}`);
  });
  const print = `${file} ${size} ${mtimeMs}`;
  const { uploads = {} } = await readKept(world);
  const noted: Promise<unknown>[] = [];
  const note = (begun: string) =>
    keep(world, (kept) => ({ ...kept, uploads: { ...kept.uploads, [print]: begun } }));
  const { id } = await unstuck.documents
    .upload(await openAsBlob(file), {
      name: basename(file),
      kind,
      resume: uploads[print] ?? null,
      signal: world.signal,
      onBegun: (begun) => void noted.push(note(begun)),
      onProgress: (sent, all) =>
        world.say(`${String(Math.floor((100 * sent) / Math.max(1, all))).padStart(3)} %  uploading`),
    })
    .finally(() => Promise.all(noted));
  await keep(world, ({ uploads: { [print]: _, ...others } = {}, ...kept }) => ({ ...kept, uploads: others }));
  return id;
}

export const profile: Command = {
  name: 'profile',
  about: 'Analyze what the posts of a profile show.',
  usage: 'PLATFORM PROFILE [--mode quick] [--archive FILE]',
  words: [2, 2],
  flags: {
    mode: { type: 'string', about: 'quick or deep' },
    'max-posts': { type: 'string', about: 'at most so many posts' },
    'time-zone': { type: 'string', about: 'for hours and weekdays; it is never inferred' },
    posts: { type: 'string', about: 'a JSON file of posts, with the platform inline' },
    archive: { type: 'string', about: 'an archive as it was downloaded, with its platform' },
    ...BEGINS,
  },
  run: async (invocation) => {
    const { unstuck, values, words, world } = invocation;
    const [platform = '', profileId = ''] = words;
    const [posts, archive] = [values.text('posts'), values.text('archive')];
    const input = {
      platform,
      profile_id: profileId,
      mode: values.oneOf('mode', ['quick', 'deep']),
      max_posts: values.number('max-posts'),
      time_zone: values.text('time-zone'),
      posts: posts === undefined ? undefined : await postsOf(resolve(world.cwd, posts)),
      document_id: archive === undefined ? undefined : await uploaded(invocation, archive, 'archive'),
    };
    const job = await unstuck.profiles.analyze(input, { ...beginning(invocation), signal: world.signal });
    return carried(invocation, job);
  },
};

export const document: Command = {
  name: 'document',
  about: 'Read a document: a file, its URL, or the id of one that is stored.',
  usage: 'FILE|URL|ID [--ocr auto]',
  words: [1, 1],
  flags: {
    ocr: { type: 'string', about: 'auto or force: recognize scanned pages' },
    ...BEGINS,
  },
  run: async (invocation) => {
    const { unstuck, values, words, world } = invocation;
    const [given = ''] = words;
    const isStored = given.startsWith('doc_') || /^https?:\/\//.test(given);
    const source = isStored ? given : await uploaded(invocation, given, 'pdf');
    const own = beginning(invocation);
    const job = await unstuck.documents.analyze(source, {
      ...own,
      name: own.name ?? (isStored ? undefined : basename(given)),
      ocr: values.oneOf('ocr', OCR),
      signal: world.signal,
    });
    return carried(invocation, job);
  },
};
