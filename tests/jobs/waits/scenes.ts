import { expect } from 'vitest';
import { type Said, THEN } from './staged.ts';

export type Answer = (Omit<Said, 'text'> & { text: unknown }) | null;

export const AT = '2100-01-01 00:00:00 UTC';
export const says = (code: string, text: string | RegExp, until: string | null = null): Answer => ({
  code,
  text: typeof text === 'string' ? text : expect.stringMatching(text),
  until,
});

export const QUEUED = `status = 'queued', turned_at = null`;
export const began = (seconds: number) =>
  `deadline_seconds = 3600, deadline_at = clock_timestamp() + interval '${3600 - seconds} s'`;
export const ENDED = `status = 'completed', completed_at = clock_timestamp()`;
export const GONE = `seen_at = clock_timestamp() - interval '1 hour'`;
export const LATER = `due_at = '${THEN}', attempts = 2, error_code = 'rate_limited', error_message = 'Yahoo said 429.'`;
export const running = (until: string) =>
  `status = 'running', token = key, line = '0', process = 'here', lease_until = ${until}, started_at = clock_timestamp()`;
export const SOON = `clock_timestamp() + interval '20 s'`;
export const PAUSED = `pauses = 2, paused_until = '${THEN}', pause_code = 'rate_limited', pause_message = 'Bob asked for @secret'`;
export const PROBED = `pauses = 2, paused_until = clock_timestamp() - interval '1 s', pause_message = 'Bob asked for @secret'`;
export const ALL = `where stage = 0`;
