import type { BrowserContext, Page } from 'playwright-core';

/** A page, and what it should have none of. */
export interface WatchedPage {
  page: Page;
  /** Errors on the console, and what was thrown; refusals by the API are not among them. */
  errors: string[];
  /** What the Content-Security-Policy has blocked. */
  violations: string[];
  /** Requests to another origin. */
  foreign: string[];
}

const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/;
const VIOLATION = 'csp violation: ';

/** @param url of the stack; the page is not opened yet */
export async function watchedPage(context: BrowserContext, url: string): Promise<WatchedPage> {
  const page = await context.newPage();
  const watched: WatchedPage = { page, errors: [], violations: [], foreign: [] };
  const { origin } = new URL(url);
  await page.addInitScript(`addEventListener('securitypolicyviolation', (event) =>
    console.error('${VIOLATION}' + event.violatedDirective + ' ' + event.blockedURI))`);
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() !== 'error' || REFUSED.test(text)) return;
    if (text.startsWith(VIOLATION)) watched.violations.push(text.slice(VIOLATION.length));
    else watched.errors.push(text);
  });
  page.on('pageerror', (error) => watched.errors.push(String(error)));
  page.on('request', (request) => {
    const to = new URL(request.url());
    if (to.protocol.startsWith('http') && to.origin !== origin) watched.foreign.push(request.url());
  });
  return watched;
}
