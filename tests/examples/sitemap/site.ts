import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { systemClock } from '../../../lib/core/clock.ts';

export interface Site {
  /** Without a slash at its end. */
  url: string;
  /** How often each path was asked for. */
  asked: Map<string, number>;
  /** From now on the slow page answers too. */
  hurry(): void;
  stop(): Promise<void>;
}

const page = (title: string, ...links: string[]) =>
  `<!doctype html><head><title>${title}</title></head><p>${links.map((to) => `<a href="${to}">to</a>`).join(' ')}`;

const locations = (element: string, urls: string[]) =>
  urls.map((url) => `<${element}><loc>${url}</loc></${element}>`).join('');

const sitemapOf = (urls: string[]) => `<?xml version="1.0"?><urlset>${locations('url', urls)}</urlset>`;

/** Pages that answer, one that does not exist, one without an answer, one without an end, and three sitemaps. */
function answer(
  path: string,
  { base, slow }: { base: string; slow: boolean },
  response: ServerResponse,
): void {
  const html = (text: string) => response.setHeader('content-type', 'text/html; charset=utf-8').end(text);
  const xml = (text: string) => response.setHeader('content-type', 'application/xml').end(text);
  const under = (...paths: string[]) => paths.map((each) => base + each);
  const crowd = Array.from({ length: 60 }, (_, i) => `/page-${i}`);
  if (path === '/sitemap.xml') return void xml(sitemapOf(under('/', '/about', '/gone', '/slow', '/huge')));
  if (path === '/crowd.xml') return void xml(sitemapOf(under(...crowd)));
  if (path === '/index.xml')
    return void xml(`<sitemapindex>${locations('sitemap', under('/crowd.xml', '/none.xml'))}</sitemapindex>`);
  if (path === '/')
    return void html(page('Home &amp; hearth', '/about', '/about#team', 'missing', 'mailto:a@b.c'));
  if (path === '/about') return void html(page('', base));
  if (path === '/slow' && slow) return;
  if (path === '/slow') return void html(page('Slow'));
  if (path === '/huge') return void html('x'.repeat(3_000_000));
  if (path.startsWith('/page-'))
    return void systemClock.sleep(150).then(() => html(page(path, '/about', '/missing')));
  response.writeHead(404).end('There is nothing.');
}

/** A site on loopback. */
export async function startSite(): Promise<Site> {
  const asked = new Map<string, number>();
  const state = { base: '', slow: true };
  const server = createServer(({ url: path = '' }, response) => {
    asked.set(path, (asked.get(path) ?? 0) + 1);
    answer(path, state, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the site listens on no port');
  state.base = `http://127.0.0.1:${address.port}`;
  return {
    url: state.base,
    asked,
    hurry: () => {
      state.slow = false;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
