import { systemResolve } from '../../lib/core/public-fetch.ts';
import { creationEndpoint } from '../../lib/http/route.ts';
import type { ProductEntry } from '../../lib/product.ts';
import { createSitemapAnalyzer } from './analyzer.ts';
import { pagesEndpoint, SITEMAP_RESULTS } from './http.ts';
import { sitemapRetention } from './pages.ts';

const exampleInput = { url: 'https://example.com/sitemap.xml', max_pages: 50 };
const asked = {
  path: '/sitemaps/analyze',
  operationId: 'sitemaps.analyze',
  summary: 'Check the pages of a sitemap',
  description: 'Each page is asked for, and the first 20 links on it; nothing but public addresses.',
};

/** The pages of a site: whether they answer, what they are called, which of their links lead nowhere. */
export const sitemap: ProductEntry = {
  name: 'sitemap',
  migrations: new URL('./drizzle', import.meta.url),
  create: ({ config, clock, database }) => {
    const reach = { clock, resolve: systemResolve, allowLocal: config.sourceAllowLocal };
    const analyzer = createSitemapAnalyzer({ db: database('unstuck-sitemap'), ...reach });
    return {
      analyzer,
      exampleInput,
      results: SITEMAP_RESULTS,
      tags: [{ name: 'sitemaps', description: 'Whether the pages of a site and their links answer.' }],
      routes: (context) => [
        creationEndpoint(context, { ...asked, analyzer, exampleInput }),
        pagesEndpoint(context),
      ],
      retention: sitemapRetention(config.rawRetentionDays),
      budgets: { sitemap: { maxInFlight: 30 } },
    };
  },
};
