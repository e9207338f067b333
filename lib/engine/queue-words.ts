import { QstashError } from '@upstash/qstash';

/** What the queue's words say is wrong with a message or a schedule. */
export type Objection = 'retries' | 'delay' | 'size' | 'plan' | 'cron' | 'destination' | 'other';

/** In this order: "quota maxRetries exceeded" names a plan too. */
const OBJECTIONS: [RegExp, Objection][] = [
  [/max[ _-]?retries|too many retries|retries .*(exceed|at most|limit)/i, 'retries'],
  [/max[ _-]?(delay|notbefore|not before)|(?<!retry[ _-])delay .*(exceed|at most|limit|too long)/i, 'delay'],
  [/max[ _-]?(message|body|payload)?[ _-]?size|too (large|big)/i, 'size'],
  [/quota|plan|exceeded/i, 'plan'],
  [/cron|time ?zone/i, 'cron'],
  [/destination|callback|loopback|resolve|scheme|\burl\b|\bhost\b/i, 'destination'],
];

export function objectionIn(words: string): Objection {
  return OBJECTIONS.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';
}

const MAX_WORDS = 300;

/** `{"error":"…"}` is the queue's; anything else is told as it is. */
function bodyWords(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null && 'error' in parsed) return String(parsed.error);
  } catch {
    return body;
  }
  return body;
}

/** What the queue or the way to it said, shortened. It may repeat what it was sent. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, MAX_WORDS);
  const { cause } = error;
  const own = error instanceof QstashError ? bodyWords(error.message) : error.message;
  const below = cause instanceof Error ? `: ${cause.message}` : '';
  return `${own}${below}`.replace(/\s+/g, ' ').slice(0, MAX_WORDS);
}

/** The words of an item of a batch answer that is not an acceptance. */
export function itemWords(item: unknown): string {
  const named = typeof item === 'object' && item !== null && 'error' in item ? item.error : undefined;
  const words = typeof named === 'string' ? named : JSON.stringify(item ?? 'no answer for this message');
  return words.slice(0, MAX_WORDS);
}
