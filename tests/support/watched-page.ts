import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

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

/** A page of a stack, with everything that it should never do written down. */
export async function watchedPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL: origin, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const [errors, violations, elsewhere]: [string[], string[], string[]] = [[], [], []];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    const text = message.text();
    if (/Content Security Policy/.test(text)) violations.push(text);
    else if (message.type() === 'error') errors.push(`${text} ${message.location().url}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !OWN.test(url)) elsewhere.push(url);
  });
  return { page, errors, violations, elsewhere, close: () => context.close() };
}
