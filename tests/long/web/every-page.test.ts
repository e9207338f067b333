import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSamples } from '../../../dev/demo/samples.ts';
import { visitedPages } from '../../../dev/demo/visited-pages.ts';
import { hasChromium, launch, violationsOf } from '../../support/browser.ts';
import { startTestStack, type TestStack } from '../../support/stack.ts';
import { watchedPage } from '../../support/watched-page.ts';

const SEEN = [
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
  { width: 1400, colorScheme: 'light' },
  { width: 1400, colorScheme: 'dark' },
] as const;

describe.runIf(hasChromium('every page in a browser'))('every page', () => {
  let browser: Browser;
  let stack: TestStack;

  beforeAll(async () => {
    [browser, stack] = await Promise.all([launch(), startTestStack({ MARKET_DATA: 'sample' })]);
    await makeSamples(stack.url, () => {});
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  test.each(SEEN)(
    'at $width px, $colorScheme: open to all, no wider than the window, and asks nobody else',
    { timeout: 120_000 },
    async ({ width, colorScheme }) => {
      const seen: Record<string, string[]> = {};
      for (const { name, path } of await visitedPages(stack.url)) {
        const watched = await watchedPage(browser, stack.url, {
          viewport: { width, height: 900 },
          colorScheme,
          // axe is put into the page, which its policy would not allow.
          bypassCSP: true,
        });
        await watched.page.goto(path, { waitUntil: 'networkidle' });
        const wide = await watched.page.evaluate('document.documentElement.scrollWidth > innerWidth');
        // A job that is not there is told by a 404, which the browser writes down.
        const errors = watched.errors.filter((error) => !(name === 'nothing' && error.includes('404')));
        const faults = [...(await violationsOf(watched.page)), ...errors, ...watched.elsewhere];
        if (wide) faults.push('wider than the window');
        if (faults.length > 0) seen[name] = faults;
        await watched.close();
      }
      expect(seen).toEqual({});
    },
  );

  test('keeps to its policy', async () => {
    for (const { name, path } of await visitedPages(stack.url)) {
      const watched = await watchedPage(browser, stack.url);
      await watched.page.goto(path, { waitUntil: 'networkidle' });
      expect(watched.violations, name).toEqual([]);
      await watched.close();
    }
  });
});
