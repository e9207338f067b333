import { causesOf, sqlState } from './error-chain.ts';

/** Of a statement, enough to know it by. */
const MAX_STATEMENT = 160;
const MAX_REASON = 300;

/** An error of drizzle, whose message has the statement's bound values in it. */
function statementOf(error: Error): string | null {
  if (!('query' in error && 'params' in error)) return null;
  const text = String(error.query).replace(/\s+/g, ' ').trim();
  return text.length > MAX_STATEMENT ? `${text.slice(0, MAX_STATEMENT)}…` : text;
}

/** PostgreSQL's words. Of errors about data (class 22) without what is quoted or follows a colon. */
function wordsOf(message: string, state: string | undefined): string {
  const words = state?.startsWith('22') ? (message.replace(/".*"/s, '"…"').split(':')[0] ?? '') : message;
  return words.length > MAX_REASON ? `${words.slice(0, MAX_REASON)}…` : words;
}

function ownWords(error: Error): string {
  const statement = statementOf(error);
  if (statement !== null) return `failed statement: ${statement}`;
  if (!('severity' in error) && error.name !== 'NeonDbError') return error.message;
  const state = sqlState(error);
  const words = wordsOf(error.message, state);
  return state === undefined ? words : `${state} ${words}`;
}

/** The frames alone: the lines above them repeat the message, whose values may look like frames. */
function framesOf({ stack = '', message }: Error): string {
  const at = stack.indexOf(message);
  return at === -1 ? '' : stack.slice(at + message.length);
}

/**
 * An error and its causes for the log, without the values that were bound to a statement. The only way in which
 * an error that may come from the database is written down.
 */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [first, ...causes] = [...causesOf(error)];
  if (!first) return '';
  const reasons = causes.map((cause) => `\ncaused by ${cause.name}: ${ownWords(cause)}`);
  return `${first.name}: ${ownWords(first)}${framesOf(first)}${reasons.join('')}`;
}

/** What went wrong at the bottom, in one sentence, without bound values. */
export function reasonOf(error: unknown): string {
  const innermost = [...causesOf(error)].at(-1);
  return innermost ? ownWords(innermost) : String(error);
}

/** An error's own message; of a failed statement the reason instead, since its message holds the bound values. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isOfDatabase = statementOf(error) !== null || error.name === 'NeonDbError';
  return isOfDatabase ? `The database refused a statement: ${reasonOf(error)}` : error.message;
}
