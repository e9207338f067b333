import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { withClient } from '../../../dev/postgres/admin.ts';
import { staged } from '../../jobs/waits/staged.ts';
import { faultsOf, hasChromium, launch } from '../../support/browser.ts';
import { createdJob, jobsContext } from '../../support/jobs.ts';
import { startTestStack, type TestStack, untilEndedAs } from '../../support/stack.ts';
import { type WatchedPage, watchedIn } from '../../support/watched-page.ts';
import { SITUATIONS } from './situations.ts';

const KEY = 'uk_0123456789abcdefghijklmnop';

const created = z.object({ id: z.string() });

describe.runIf(hasChromium('the pages of jobs'))('the pages of jobs', () => {
  let stack: TestStack;
  let browser: Browser;
  let context: BrowserContext;
  let watched: WatchedPage;
  let page: Page;
  beforeAll(async () => {
    const env = { MARKET_DATA: 'simulated', API_KEYS: `ann:${KEY}` };
    [stack, browser] = await Promise.all([startTestStack(env, { practice: true }), launch()]);
    context = await browser.newContext({ viewport: { width: 1_400, height: 900 } });
    watched = await watchedIn(context, stack.url, { mayBeRefused: true });
    page = watched.page;
    page.setDefaultTimeout(25_000);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });
  afterEach(() => {
    const { errors, violations, elsewhere } = watched;
    expect({ errors, violations, elsewhere }).toEqual({ errors: [], violations: [], elsewhere: [] });
  });

  async function create(kind: string, input: object, name: string): Promise<string> {
    const answer = await fetch(`${stack.url}/api/v1/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
      body: JSON.stringify({ kind, input, name }),
    });
    expect(answer.status).toBe(202);
    return created.parse(await answer.json()).id;
  }
  /** The browser takes the focus out of a closed sheet a frame later; no person is faster. */
  const closed = async (sheet: Locator) => {
    await sheet.waitFor({ state: 'hidden' });
    // Not `waitForFunction`, which evaluates a second time in the page, where its policy forbids it.
    await expect.poll(() => page.evaluate('document.activeElement === document.body')).toBe(true);
  };
  const sentence = () => page.locator('[data-sentence]');
  const open = (path: string) => page.goto(stack.url + path);

  test('ask for a key, keep it in the tab, and say what to do where there is nothing', async () => {
    await open('/jobs');
    await page.getByLabel('API key').fill(KEY);
    await page.getByRole('button', { name: 'Use this key' }).click();
    await page.getByText('No jobs yet.').waitFor();
    expect(page.url()).not.toContain(KEY);
  });

  test('say what failed and why, retry it, and run it again with changes', async () => {
    const id = await create('stocks', { symbols: ['AAPL', 'UNKNOWN1'] }, 'Two symbols');
    await open('/jobs');
    await page.getByRole('link', { name: 'Two symbols' }).click();
    await page.getByText('1 of 2 are done. 1 failed: unknown symbol.').waitFor();
    await page.getByText('Refused at the first try').waitFor();
    await page.getByRole('region', { name: 'What failed' }).getByRole('link', { name: 'UNKNOWN1' }).click();
    expect(page.url()).toContain(`/jobs/${id}?step=UNKNOWN1`);
    await page.getByText('failed for good after').waitFor();
    await page.setViewportSize({ width: 390, height: 900 });
    const [line, opened] = await Promise.all(
      ['.said', '.opened'].map((part) => page.locator(`.row:has(.opened) > ${part}`).boundingBox()),
    );
    expect(opened?.y).toBeGreaterThanOrEqual((line?.y ?? 0) + (line?.height ?? 0));
    await page.setViewportSize({ width: 1_400, height: 900 });

    await page.keyboard.press('r');
    await page.getByText('· run 2').waitFor();
    await page.getByText('1 of 2 are done.').waitFor();

    await page.getByRole('link', { name: 'Run again with changes' }).click();
    await page.getByLabel('Symbols, one in each line').fill('AAPL\nMSFT');
    await page.getByRole('button', { name: 'What would it take?' }).click();
    await page.getByText('2 steps and').waitFor();
    await page.getByRole('button', { name: 'Run again' }).click();
    await page.waitForURL((url) => !url.pathname.endsWith(id));
    await page.getByText('2 of 2.').waitFor();
    await page.getByRole('link', { name: 'compare the two' }).click();
    await page.getByRole('row', { name: /^Symbols differs/ }).waitFor();
  }, 60_000);

  test('cancel with a reason, and tell it', async () => {
    const id = await create('practice', { steps: 400 }, 'Wrong list');
    await open(`/jobs/${id}`);
    await page.getByRole('link', { name: 'Cancel…' }).click();
    await page.getByLabel('Reason, if you like').fill('Wrong list');
    await page.getByRole('button', { name: 'Cancel this job' }).click();
    await page.getByText(/^Cancelled .* kept\. Reason: Wrong list\.$/).waitFor();
  });

  test('show a job by its link without a key, until that is revoked, and no other job', async () => {
    const [id, other] = await Promise.all([
      create('stocks', { symbols: ['AAPL'] }, 'To be shared'),
      create('stocks', { symbols: ['MSFT'] }, 'Not shared'),
    ]);
    await untilEndedAs(stack.url, id, KEY);
    await open(`/jobs/${id}?do=share`);
    await page.getByRole('button', { name: 'Make a link' }).click();
    const link = await page.locator('[data-share-link]').inputValue();

    const stranger = await browser.newContext();
    const there = await watchedIn(stranger, stack.url, { mayBeRefused: true });
    await there.page.goto(link);
    await there.page.getByText('You see this job by a link').waitFor();
    await there.page.getByText('1 of 1.').waitFor();
    await there.page.getByText('1 function in 1 lane').waitFor();
    await expect.poll(() => there.page.getByRole('button', { name: 'curl' }).count()).toBe(0);
    await there.page.goto(link.replace(id, other));
    await there.page.getByRole('heading', { name: 'This link shows nothing' }).waitFor();

    await page.getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('revoked').waitFor();
    await there.page.goto(link);
    await there.page.getByText('This link was revoked.').waitFor();
    await page.getByRole('button', { name: 'Make a link' }).click();
    await page.locator('[data-share-link]').waitFor();
    const short = await page.locator('[data-share-link]').inputValue();
    await withClient(stack.database.directUrl, (client) =>
      client.query(`update job_shares set expires_at = clock_timestamp() where job_id = $1`, [id]),
    );
    await there.page.goto(short);
    await there.page.getByRole('heading', { name: 'This link shows nothing' }).waitFor();
    await there.page
      .getByText(/ended|expired|over/)
      .first()
      .waitFor();
    await stranger.close();
    const { errors, violations, elsewhere } = there;
    expect({ errors, violations, elsewhere }).toEqual({ errors: [], violations: [], elsewhere: [] });
  });

  test('are gone through by keyboard alone', async () => {
    await create('stocks', { symbols: ['AAPL'] }, 'By keyboard');
    await open('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('j');
    await page.waitForURL('**/jobs');
    await page.getByRole('link', { name: 'By keyboard' }).waitFor();
    await page.locator('[data-row]', { hasText: 'By keyboard' }).locator('.small-strip').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('1 selected:').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('All jobs:').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await sentence().waitFor();
    await page.keyboard.press('c');
    const curl = page.getByRole('dialog', { name: 'The same in a shell' });
    await curl.getByText(/^unstuck watch job_/).waitFor();
    await curl.getByText('-H "Authorization: Bearer $UNSTUCK_KEY"').first().waitFor();
    await expect.poll(() => curl.textContent()).not.toContain(KEY);
    await page.keyboard.press('Escape');
    await closed(curl);
    await page.keyboard.press('Shift+?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await keys.getByText('retry what failed').waitFor();
    await page.keyboard.press('Escape');
    await closed(keys);
    await page.keyboard.press('Escape');
    await page.waitForURL('**/jobs');
  });

  test('count before they change many, and filter by what the address says', async () => {
    await open('/jobs?status=cancelled');
    await page.getByRole('link', { name: 'Wrong list' }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Two symbols' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Delete…' }).click();
    await page.getByText('Delete 1 job: 1 cancelled?').waitFor();
    await page.getByRole('button', { name: 'Delete 1', exact: true }).click();
    await page.getByText('1 of 1 deleted').waitFor();
    await page.getByText('No job is like that.').waitFor();
  });

  test('have no fault that axe finds, in both themes, on a phone and on a wide screen', async () => {
    const id = await create('stocks', { symbols: ['AAPL', 'UNKNOWN1'] }, 'For axe');
    await untilEndedAs(stack.url, id, KEY);
    const faults = await faultsOf(page, [
      [`${stack.url}/jobs`, 'For axe'],
      [`${stack.url}/jobs/${id}?step=UNKNOWN1&do=again`, 'failed for good'],
    ]);
    expect(faults).toEqual([]);
  }, 60_000);

  test('say when nothing answers, and go on when it does: offline, and with all of it stopped', async () => {
    const id = await create('practice', { steps: 200 }, 'Watched');
    await open(`/jobs/${id}`);
    await sentence().waitFor();
    await context.setOffline(true);
    await page.getByText(/Last seen .* ago\. Trying again in .* Nothing on the server depends/).waitFor();
    await context.setOffline(false);
    await page.getByText('The service does not answer').first().waitFor({ state: 'detached' });
    const done = async () => Number(/(\d+) of 200/.exec((await sentence().textContent()) ?? '')?.[1] ?? 0);
    await expect.poll(done, { timeout: 20_000 }).toBeGreaterThan(0);
    await stack.halt();
    const before = await done();
    await page.getByText(/Last seen .* ago\. Trying again in .* Nothing on the server depends/).waitFor();
    await stack.resume();
    await page.getByText('The service does not answer').first().waitFor({ state: 'detached' });
    await expect.poll(done, { timeout: 60_000 }).toBeGreaterThan(before);
    const lost = /ERR_(INTERNET_DISCONNECTED|CONNECTION_\w+|EMPTY_RESPONSE)|status of 50[234]/;
    expect(watched.errors.splice(0).filter((text) => !lost.test(text))).toEqual([]);
    await page.evaluate(
      `fetch('/api/v1/jobs/${id}/cancel', { method: 'POST', headers: { authorization: 'Bearer ${KEY}' } })`,
    );
  }, 120_000);

  test('say in a sentence what each moment of a job is, and nothing of the jobs of others', async () => {
    const rows = jobsContext(stack.database.url);
    for (const [situation, scene, said] of SITUATIONS) {
      await open(`/jobs/${await staged(rows, scene)}`);
      await expect
        .poll(() => sentence().textContent(), { message: situation, timeout: 20_000 })
        .toMatch(said);
    }
    await open(`/jobs/${await create('stocks', { symbols: ['UNKNOWN1'] }, 'Nothing')}`);
    await page.getByText(/^Nothing usable: .*UNKNOWN1/).waitFor();
    const { id } = await createdJob(rows, 1, { owner: 'bob' });
    const told: string[] = [];
    for (const other of [id, 'job_01k0a3v5zq8m4n7p2r6t9w']) {
      await open(`/jobs/${other}`);
      await page.getByRole('heading', { name: 'There is no such job' }).waitFor();
      told.push(((await page.locator('main').textContent()) ?? '').replaceAll(other, 'IT'));
    }
    expect(told[0]).toBe(told[1]);
  }, 120_000);

  test('offer the newer page where a part of the one that is open is gone', async () => {
    await page.route('**/app/jobs-*.js', (route) => route.fulfill({ status: 404, body: '' }));
    await open('/jobs');
    await page.getByRole('button', { name: 'Load the page again' }).waitFor();
    await page.unroute('**/app/jobs-*.js');
    await page.getByRole('button', { name: 'Load the page again' }).click();
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  });

  test('cost less than a function-second for a watched minute in which nothing changes', async () => {
    const id = await create('stocks', { symbols: ['AAPL'] }, 'At rest');
    await untilEndedAs(stack.url, id, KEY);
    const began = performance.now();
    for (let i = 0; i < 15; i++)
      await (
        await fetch(`${stack.url}/api/v1/jobs/${id}`, { headers: { authorization: `Bearer ${KEY}` } })
      ).text();
    const ms = Math.round(performance.now() - began);
    console.info(`15 looks at a job, as many as a watched minute takes at most: ${ms} ms of functions`);
    expect(ms).toBeGreaterThan(0);
  });
});
