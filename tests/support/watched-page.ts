import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** A page, and what it should have none of. */
export interface WatchedPage {
  page: Page;
  /** What the page itself complained of. */
  errors: string[];
  /** What its policy kept it from. */
  violations: string[];
  /** Requests to other origins. */
  elsewhere: string[];
  close(): Promise<void>;
}

const OWN = /^(blob|data):/;
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** A page of a stack, with everything that it should never do written down. */
export async function watchedPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL: origin, reducedMotion: 'reduce', ...options });
  return watchedIn(context, origin);
}

/**
 * The same in a context of one's own; closing it closes the context.
 * @param mayBeRefused whether refusals by the API are part of what is played, and so no errors
 */
export async function watchedIn(
  context: BrowserContext,
  origin: string,
  { mayBeRefused = false } = {},
): Promise<WatchedPage> {
  const page = await context.newPage();
  const [errors, violations, elsewhere]: [string[], string[], string[]] = [[], [], []];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    const text = message.text();
    if (/Content Security Policy/.test(text)) violations.push(text);
    else if (message.type() === 'error' && !(mayBeRefused && REFUSED.test(text)))
      errors.push(`${text} ${message.location().url}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !OWN.test(url)) elsewhere.push(url);
  });
  return { page, errors, violations, elsewhere, close: () => context.close() };
}
