// npm run web:shots: a picture of every page and state, narrow and wide, light and dark, in .local/shots, to be looked at.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { makeSamples } from '../demo/samples.ts';
import { type StagedState, stagedStates } from '../demo/staged-states.ts';
import { visitedPages } from '../demo/visited-pages.ts';
import { startDatabase } from '../stack/database.ts';
import { startStack } from '../stack/stack.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FOLDER = join(ROOT, '.local/shots');
const CHROMIUM = process.env['CHROMIUM'] || '/usr/bin/chromium';
const WIDTHS = [390, 1400];
const SCHEMES = ['light', 'dark'] as const;

async function shoot(browser: Browser, url: string): Promise<void> {
  const states: StagedState[] = [...(await stagedStates(url)), ...(await visitedPages(url))];
  for (const { name, path, before, after } of states) {
    for (const width of WIDTHS) {
      for (const colorScheme of SCHEMES) {
        const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, baseURL: url });
        await before?.(page);
        await page.goto(path, { waitUntil: name === 'loading' ? 'load' : 'networkidle' });
        await after?.(page);
        const file = `${name}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: join(FOLDER, file), fullPage: true });
        console.log(join(FOLDER, file));
        await page.close();
      }
    }
  }
}

async function main(): Promise<void> {
  if (!existsSync(CHROMIUM)) throw new Error(`There is no ${CHROMIUM}. Install Chromium, or set CHROMIUM.`);
  const localDir = await mkdtemp(join(tmpdir(), 'unstuck-shots-'));
  const database = await startDatabase(localDir);
  const stack = await startStack({
    root: ROOT,
    localDir,
    databaseUrl: database.url,
    env: { MARKET_DATA: 'sample' },
    practice: true,
    host: { log: () => {} },
  });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    await mkdir(FOLDER, { recursive: true });
    await makeSamples(stack.url, () => {});
    await shoot(browser, stack.url);
  } finally {
    await browser.close();
    await stack.stop();
    await database.stop();
    await rm(localDir, { recursive: true, force: true });
  }
}

await main();
