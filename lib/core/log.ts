/** Fields of one log line. Never put posts, documents, tokens or keys in them. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** A child log that adds `fields` to every line. */
  with(fields: LogFields): Log;
}

/** Writes one JSON object per line: `{ time, level, event, …fields }`. */
export function jsonLog(write: (line: string) => void, now: () => number, base: LogFields = {}): Log {
  const emit = (level: string) => (event: string, fields?: LogFields) =>
    write(JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...base, ...fields }));
  return {
    info: emit('info'),
    warn: emit('warn'),
    error: emit('error'),
    with: (fields) => jsonLog(write, now, { ...base, ...fields }),
  };
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {}, with: () => silentLog };
