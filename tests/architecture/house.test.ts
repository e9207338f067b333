import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, ROOT } from './sources.ts';

const GENERATED = ['packages/client/src/api-types.ts'];
const sources = ['api', 'lib', 'examples', 'dev', 'bench', 'packages']
  .flatMap((folder) => filesIn(folder))
  .filter((file) => !file.includes('/dist/') && !GENERATED.includes(file));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

describe('the house', () => {
  test('has at most ten functions', () => {
    expect(filesIn('api').length).toBeLessThanOrEqual(10);
  });

  test('reads the environment of lib in one file', () => {
    const readers = filesIn('lib').filter((file) => /process\.env/.test(read(file)));
    expect(readers).toEqual(['lib/config.ts']);
  });

  test('publishes in one file', () => {
    const publishers = filesIn('lib').filter((file) =>
      /\.(batch|batchJSON|publish|publishJSON)\(/.test(read(file)),
    );
    const ofQueue = publishers.filter((file) => /@upstash\/qstash/.test(read(file)));
    expect(ofQueue).toEqual(['lib/engine/outgoing.ts']);
  });

  test('keeps each file under 260 lines', () => {
    const long = sources.filter((file) => read(file).split('\n').length > 260);
    expect(long).toEqual([]);
  });

  test('requires no unread key of a provider’s answer', () => {
    const answers = ['lib/stocks/market', 'lib/profiles/networks'].flatMap((folder) => filesIn(folder));
    // zod takes an object without the key for malformed, and providers leave out what they have nothing of.
    expect(answers.filter((file) => /\w: z\.unknown\(\)(?!\.(optional|nullish))/.test(read(file)))).toEqual(
      [],
    );
  });

  test('never tells the queue’s client to use its development mode', () => {
    const makers = filesIn('lib').filter((file) => /new (Client|Receiver)\(/.test(read(file)));
    for (const file of makers) {
      const made = read(file).match(/new (Client|Receiver)\(/g)?.length ?? 0;
      expect(read(file).match(/devMode: false/g)?.length).toBe(made);
    }
  });
});
