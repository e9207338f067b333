import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launch, violationsOf } from '../support/browser.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';
import { watchedPage } from '../support/watched-page.ts';

describe.runIf(hasChromium('the reference in a browser'))('the reference in a browser', () => {
  let browser: Browser;
  let stack: TestStack;

  beforeAll(async () => {
    [browser, stack] = await Promise.all([launch(), startTestStack({ MARKET_DATA: 'simulated' })]);
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  test('sends an operation to this very deployment, and shows what came', async () => {
    const { page, errors, violations, elsewhere } = await watchedPage(browser, stack.url);
    await page.goto(`${stack.url}/docs/jobs`);
    const form = page.locator('form[data-path="/api/v1/jobs"][data-method="POST"]');
    await page.getByText('Try “Create a job”').click();
    await form.locator('[name=dry_run]').fill('true');
    await form.locator('button').click();
    const answer = form.locator('output');
    await answer.getByText('"would_create"').waitFor();
    await expect.poll(() => answer.textContent()).toMatch(/^200 /);
    expect({ errors, violations, elsewhere }).toEqual({ errors: [], violations: [], elsewhere: [] });
  });

  test.each([
    ['/docs', 1400, 'light'],
    ['/docs/jobs', 800, 'dark'],
    ['/docs/documents', 390, 'light'],
    ['/docs/guides/engine', 390, 'dark'],
  ] as const)(
    '%s at %i px, %s, is open to all, and no wider than the window',
    async (path, width, colorScheme) => {
      const page = await browser.newPage({
        viewport: { width, height: 900 },
        colorScheme,
        bypassCSP: true,
      });
      await page.goto(stack.url + path);
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await page.close();
    },
  );
});
