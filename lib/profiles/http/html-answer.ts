import { STYLE_ONLY } from './html/style.ts';

/** Headers for pages with untrusted text: block scripts, all requests, and being framed. */
export const HTML_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `${STYLE_ONLY}; frame-ancestors 'none'; sandbox allow-popups`,
} as const;
