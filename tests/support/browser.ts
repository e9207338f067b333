import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's, as `.ci/run` installs it where it may. */
const CHROMIUM = '/usr/bin/chromium';

/** Says aloud what is not tested where there is no browser. */
export function hasChromium(what: string): boolean {
  const there = existsSync(CHROMIUM);
  if (!there) console.warn(`Skipped, as ${CHROMIUM} is not installed: ${what}.`);
  return there;
}

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });

/** What axe finds against WCAG and good practice, each with its first element. */
export async function violationsOf(page: Page): Promise<string[]> {
  const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  const found = await page.evaluate(`${await readFile(source, 'utf8')};
    axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`);
  return Array.isArray(found) ? found.map(String) : [String(found)];
}

/**
 * What axe finds on pages in both themes, on a phone and on a wide screen, and which of them is wider than the window.
 * @param pages each with a text that says that it has come
 */
export async function faultsOf(
  page: Page,
  pages: readonly (readonly [url: string, text: string])[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [390, 1_400]) {
      await page.setViewportSize({ width, height: 900 });
      for (const [url, text] of pages) {
        await page.goto(url);
        await page.getByText(text).first().waitFor();
        const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
        const found = [...(await violationsOf(page)), ...(isWide ? ['wider than the window'] : [])];
        faults.push(...found.map((fault) => `${url} ${colorScheme} ${width}: ${fault}`));
      }
    }
  }
  return faults;
}

/** Text that is cut off at a box, runs out of the page, or whose short words are broken in two. */
export async function badlySet(page: Page): Promise<string[]> {
  const found = await page.evaluate(`(() => {
    const bad = [];
    const hidden = (element) => element.closest('.unseen, details:not([open]) > :not(summary)') !== null;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (hidden(element) || node.data.trim() === '') continue;
      const range = document.createRange();
      for (const match of node.data.matchAll(/\\S+/g)) {
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
        const tops = new Set(boxes.map(({ top }) => Math.round(top)));
        if (tops.size > 1 && match[0].length <= 24 && !/[-/–]/.test(match[0])) bad.push('broken: ' + match[0]);
        if (boxes.some(({ left, right }) => left < -1 || right > innerWidth + 1)) bad.push('outside: ' + match[0]);
      }
    }
    for (const element of document.querySelectorAll('main *')) {
      const { overflowX, overflowY } = getComputedStyle(element);
      const clips = overflowX !== 'visible' || overflowY !== 'visible';
      if (element instanceof HTMLElement && clips && !hidden(element)) {
        if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) bad.push('clipped: ' + element.className);
      }
    }
    if (document.documentElement.scrollWidth > innerWidth) bad.push('wider than the page');
    return [...new Set(bad)];
  })()`);
  return Array.isArray(found) ? found.map(String) : [String(found)];
}
