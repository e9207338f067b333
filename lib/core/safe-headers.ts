/** Of answers that are data: whoever opens one as a page may load nothing with it, and nobody may frame it. */
const OF_DATA = "default-src 'none'; frame-ancestors 'none'";

/** What a browser is told of every answer; an answer's own header wins. */
const SAFE: Readonly<Record<string, string>> = {
  'Content-Security-Policy': OF_DATA,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** The same answer with the headers that it lacks. */
export function withSafeHeaders(response: Response): Response {
  for (const [name, value] of Object.entries(SAFE)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
}
