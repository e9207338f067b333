import { afterEach, describe, expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import type { PackedPage } from '../../../lib/documents/records/queries.ts';
import { packPage, packParagraphs } from '../../../lib/documents/records/stored-page.ts';
import { readDocument } from '../../../lib/documents/text/document-text.ts';
import { WholeThread } from '../../../lib/documents/whole/whole-thread.ts';
import { longestHoldOf, MOST_HOLD_MS } from '../../support/longest-hold.ts';
import { longText } from '../long-text.ts';

const never = new AbortController().signal;
const threads = new Set<WholeThread>();
afterEach(async () => {
  for (const thread of threads) await thread.end();
  threads.clear();
});

function thread(): WholeThread {
  const made = new WholeThread();
  threads.add(made);
  return made;
}

/** Pages of prose as they are stored. */
async function stored(pages: number): Promise<PackedPage[]> {
  const texts = longText(pages);
  const byPage = Map.groupBy(atOnce(readDocument(texts)).paragraphs, ({ page }) => page);
  return Promise.all(
    texts.map(async ({ page, width, height, lines }) => ({
      ...{ page, kind: 'text' as const, language: 'en', languageConfidence: 0.99, characters: 3_000 },
      ...{ words: 500, images: 0, tables: 0, ocrConfidence: null, leftOut: null },
      body: await packPage({ width, height, rotation: 0, lines, links: [], tables: [] }),
      paragraphs: await packParagraphs(byPage.get(page) ?? []),
    })),
  );
}

describe('a document in a thread of its own', () => {
  test('is put together and analyzed without holding the event loop', async () => {
    const pages = await stored(300);
    const whole = thread();
    const hold = await longestHoldOf(async () => {
      for (let at = 0; at < pages.length; at += 50) await whole.take(pages.slice(at, at + 50), never);
      await whole.ask({ ask: 'text', span: { from: 1, to: 200 } }, never);
      await whole.ask({ ask: 'structure' }, never);
    });
    expect(hold).toBeLessThanOrEqual(MOST_HOLD_MS);
  }, 120_000);

  test('gives the paragraphs of a span page by page, and says where the next step begins', async () => {
    const whole = thread();
    await whole.take(await stored(12), never);
    const reply = await whole.ask({ ask: 'text', span: { from: 3, to: 5 } }, never);
    if (reply.is !== 'text') throw new Error(reply.is);
    expect(reply.text.pages.map(({ page }) => page)).toEqual([3, 4, 5]);
    expect(reply.text.next).toBeNull();
  });

  test('is forgotten with its pages: the next one is not mixed up with it', async () => {
    const whole = thread();
    await whole.take(await stored(3), never);
    await whole.ask({ ask: 'analysis', name: 'readability', list: '' }, never);
    await whole.forget();
    const reply = await whole.ask({ ask: 'text', span: { from: 1, to: 3 } }, never);
    expect(reply).toEqual({ is: 'text', text: { pages: [], next: null } });
  });

  test('that is given up ends with its thread, at once', async () => {
    const whole = thread();
    await whole.take(await stored(200), never);
    const stop = new AbortController();
    const answer = whole.ask({ ask: 'analysis', name: 'keywords', list: '' }, stop.signal);
    setTimeout(() => stop.abort(new Error('enough')), 20);
    await expect(answer).rejects.toThrow('enough');
    expect(whole.isOver).toBe(true);
  });

  test('that takes too much memory is told so, and costs the thread alone', async () => {
    const whole = new WholeThread(24);
    threads.add(whole);
    await whole.take(await stored(400), never).catch(() => undefined);
    await expect(whole.ask({ ask: 'analysis', name: 'summary', list: '' }, never)).rejects.toMatchObject({
      code: 'analysis_too_large',
      message: 'The document as a whole takes more than 24 MB to analyze: split it and send the parts.',
    });
    expect(whole.isOver).toBe(true);
  }, 60_000);
});
