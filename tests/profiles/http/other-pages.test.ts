import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareReports } from '../../../lib/profiles/compare/compare.ts';
import { comparisonHtml } from '../../../lib/profiles/http/comparison-html.ts';
import { yearHtml } from '../../../lib/profiles/http/year-html.ts';
import { badlySet, hasChromium, launch, violationsOf } from '../../support/browser.ts';
import { adasReport } from './report-of.ts';
import { reportPosts } from './report-posts.ts';

const POSTS = reportPosts(600);
const GROUND = { light: 'rgb(252, 252, 250)', dark: 'rgb(21, 24, 26)' } as const;
const PAGES = ['comparison', 'year'] as const;

describe.runIf(hasChromium('the comparison and the year in a browser'))('in a browser', () => {
  let browser: Browser;
  let folder: string;
  const address = (name: string): string => `file://${join(folder, `${name}.html`)}`;

  beforeAll(async () => {
    browser = await launch();
    folder = await mkdtemp(join(tmpdir(), 'pages-'));
    const [before, after] = [await adasReport(POSTS.slice(0, 260)), await adasReport(POSTS.slice(200))];
    const tasks = { earlier: 'job_a', later: 'job_b' };
    await writeFile(join(folder, 'comparison.html'), comparisonHtml(compareReports(before, after), tasks));
    await writeFile(join(folder, 'year.html'), await yearHtml(after, POSTS, 2024));
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  const shown = PAGES.flatMap((name) =>
    [390, 800, 1400].flatMap((width) =>
      (['light', 'dark'] as const).map((colorScheme) => ({ name, width, colorScheme })),
    ),
  );

  test.each(shown)('the $name at $width px, $colorScheme, is readable by all', async (given) => {
    const { width, colorScheme } = given;
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    await page.goto(address(given.name));
    expect(await badlySet(page)).toEqual([]);
    await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
    expect(await badlySet(page)).toEqual([]);
    expect(await violationsOf(page)).toEqual([]);
    const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(ground).toBe(GROUND[colorScheme]);
    await page.close();
  });

  test.each(PAGES)('the %s prints on paper colours, on few pages, with nothing cut off', async (name) => {
    const page = await browser.newPage({ colorScheme: 'dark', viewport: { width: 695, height: 1000 } });
    await page.goto(address(name));
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(4);
    await page.emulateMedia({ media: 'print' });
    expect(await badlySet(page)).toEqual([]);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    await page.close();
  });

  test.each(PAGES)(
    'the %s leads nowhere but to what is on it, and calls nothing by a field name',
    async (name) => {
      const page = await browser.newPage();
      await page.goto(address(name));
      const lost = await page.evaluate(`[...document.querySelectorAll('a[href^="#"]')]
      .map((link) => link.getAttribute('href')).filter((href) => document.querySelector(href) === null)`);
      expect(lost).toEqual([]);
      const text = String(await page.evaluate(`document.querySelector('main').innerText`));
      expect(text.match(/\b[a-z]+_[a-z_]+\b|\b\d{4}-\d\d-\d\dT\S+|\[object|undefined|NaN/g)).toBeNull();
      await page.close();
    },
  );
});
