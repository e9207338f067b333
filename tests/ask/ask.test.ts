import { afterAll, beforeAll, expect, test } from 'vitest';
import { askFigures, askPassages, type StoredPassage } from '../../lib/ask/ask.ts';
import { type Gateway, gatewayOf } from '../../lib/ask/gateway.ts';
import { systemClock } from '../../lib/core/clock.ts';
import { type LyingGateway, startLyingGateway } from './gateway-that-lies.ts';

let lying: LyingGateway;
let gateway: Gateway;
beforeAll(async () => {
  lying = await startLyingGateway();
  const made = gatewayOf({ url: lying.url, key: 'key_1', model: 'creator/model' }, systemClock);
  if (made === null) throw new Error('there are settings');
  gateway = made;
});
afterAll(() => lying.stop());

const WORDS = ['harbour', 'granite', 'lantern', 'meadow', 'orchard', 'pebble', 'quarry', 'saddle'];
const word = (at: number) => WORDS[at % WORDS.length] ?? '';

/** What page n says: 1 to 40. */
const sentenceOf = (n: number) =>
  `In ${1_900 + n} the “${word(n)}” office filed e\ufb03cient reports on ${n * 3} ${word(n + 3)} transformations.`;

async function* pages(): AsyncGenerator<StoredPassage> {
  for (let page = 1; page <= 40; page++)
    yield { page, pages: [page], text: `Page. ${sentenceOf(page)} End.` };
}

/** A true quote as models give it: with other breaks, hyphens, ligatures and quotation marks. */
function bent(n: number): string {
  const said = sentenceOf(n);
  const bends = [
    said.replace(' office', '\noffice'),
    said.replace('transformations', 'transfor-\nmations'),
    said.replace('\ufb03', 'ffi'),
    said.replace(/[“”]/g, '"'),
  ];
  return bends[n % bends.length] ?? said;
}

/** An invented quote: another number, another word, a word less, or another page's. */
function invented(n: number): string {
  const said = sentenceOf(n);
  const lies = [
    said.replace(`${1_900 + n}`, `${1_800 + n}`),
    said.replace('filed', 'never filed'),
    said.replace('efficient', 'costly').replace('e\ufb03cient', 'costly'),
    sentenceOf(n + 1),
  ];
  return lies[n % lies.length] ?? said;
}

const answer = (sentences: { text: string; quotes: { page: number; quote: string }[] }[]) =>
  JSON.stringify({ sentences });

test('of 20 invented quotes among 60 none stands, and the 40 true ones do', async () => {
  const numbers = Array.from({ length: 40 }, (_, at) => at + 1);
  const truths = numbers.map((page) => ({ text: `true ${page}`, quotes: [{ page, quote: bent(page) }] }));
  const lies = numbers
    .slice(0, 20)
    .map((page) => ({ text: `lie ${page}`, quotes: [{ page, quote: invented(page) }] }));
  lying.says(answer([...truths, ...lies]));
  const found = await askPassages(gateway, 'which reports were filed', pages);
  expect(found.sentences.filter(({ text }) => text.startsWith('lie'))).toEqual([]);
  expect(found.unverified.filter(({ text }) => text.startsWith('true'))).toEqual([]);
  expect(found.quotes).toEqual({ verified: 40, repaired: 0, unverified: 20 });
  expect(found.completion).toMatchObject({ model: 'creator/model-1', inputTokens: 900, outputTokens: 60 });
  expect(lying.asked.at(-1)?.authorization).toBe('Bearer key_1');
});

test('a sentence without a quote, or with one that is invented beside a true one, does not stand', async () => {
  const both = [
    { page: 1, quote: sentenceOf(1) },
    { page: 2, quote: invented(2) },
  ];
  lying.says(
    answer([
      { text: 'Bare.', quotes: [] },
      { text: 'Mixed.', quotes: both },
    ]),
  );
  const found = await askPassages(gateway, 'reports', pages);
  expect(found.sentences).toEqual([]);
  expect(found.unverified.map(({ text }) => text)).toEqual(['Bare.', 'Mixed.']);
});

test('nothing is paid for a question that no passage has a word of', async () => {
  const before = lying.asked.length;
  expect(await askPassages(gateway, 'zebra', pages)).toMatchObject({ sentences: [], completion: null });
  expect(lying.asked).toHaveLength(before);
});

test('numbers of a stock are locked', async () => {
  const figures = JSON.stringify([{ ticker: 'AAA', close: 1_104.5, score: 70, rating: -0.4 }]);
  const said = ['AAA closed at 1,104.50.', 'Its rating is -0.4.', 'It may rise to 1,200.', 'A score of 71.'];
  lying.says(answer(said.map((text) => ({ text, quotes: [] }))));
  const found = await askFigures(gateway, 'how is it', figures);
  expect(found.sentences.map(({ text }) => text)).toEqual(said.slice(0, 2));
  expect(found.unverified.map(({ text }) => text)).toEqual(said.slice(2));
});

test.each([
  [401, 'AI_GATEWAY_API_KEY'],
  [404, 'AI_GATEWAY_MODEL'],
  [429, 'Ask again later'],
  [500, 'answered 500'],
  ['no JSON at all', 'form'],
  ['{"sentences": 7}', 'form'],
])('a gateway that answers %s is a typed failure', async (said, words) => {
  lying.says(said);
  const asked = askPassages(gateway, 'reports', pages);
  await expect(asked).rejects.toMatchObject({
    code: 'gateway_failed',
    message: expect.stringContaining(words),
  });
});

test('a gateway that is not there is a typed failure', async () => {
  const nowhere = { ...gateway, url: 'http://127.0.0.1:1/v1' };
  await expect(askPassages(nowhere, 'reports', pages)).rejects.toMatchObject({ code: 'gateway_failed' });
});
