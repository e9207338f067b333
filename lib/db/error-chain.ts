type Link = Error & { code?: unknown; sourceError?: unknown };

/** The error and its causes, outermost first: drizzle wraps the driver's error, the driver wraps fetch's. */
export function* causesOf(error: unknown): Generator<Link> {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; depth++) {
    yield at;
    at = 'sourceError' in at && at.sourceError ? at.sourceError : at.cause;
  }
}

/** The driver's own errors among them: what the database or Neon's proxy said. */
export const neonErrors = (error: unknown): Link[] =>
  [...causesOf(error)].filter(({ name }) => name === 'NeonDbError');

const ANSWER = /^Server error \(HTTP status (\d{3})\): (.*)$/s;

/** The HTTP status of an answer that the driver could not read; undefined if there was none. */
export function httpStatus(error: unknown): number | undefined {
  for (const { message } of neonErrors(error)) {
    const status = ANSWER.exec(message)?.[1];
    if (status !== undefined) return Number(status);
  }
  return undefined;
}

/**
 * The code inside an answer other than 400, which the driver gives as text: no connection was made. Internal
 * errors (XX…) of the proxy may come at any time, and tell nothing.
 */
const stateInAnswer = (message: string): string | undefined =>
  /"code"\s*:\s*"(?!XX)([0-9A-Z]{5})"/.exec(ANSWER.exec(message)?.[2] ?? '')?.[1];

/** The SQLSTATE of a failed statement, if the database sent one. */
export function sqlState(error: unknown): string | undefined {
  for (const { code, message } of causesOf(error)) {
    // EPIPE has five letters too.
    if (typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code)) return code;
    const inside = stateInAnswer(message);
    if (inside !== undefined) return inside;
  }
  return undefined;
}
