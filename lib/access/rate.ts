import { type SQL, sql } from 'drizzle-orm';
import { Refusal } from '../core/errors.ts';

export const WINDOW_SECONDS = 60;
const WINDOW_MS = WINDOW_SECONDS * 1_000;
/** Of one request: what rounding may take away. */
const SLACK = 0.001;

/** Where somebody stands with the requests a minute. */
export interface Rate {
  /** Requests a minute. */
  limit: number;
  remaining: number;
  /** Milliseconds until all of them are there again. */
  resetMs: number;
}

/** @param usedMs how long it takes until everything that was used is there again. */
export function rateOf(limit: number, usedMs: number): Rate {
  const remaining = Math.floor(((WINDOW_MS - usedMs) * limit) / WINDOW_MS + SLACK);
  return { limit, remaining: Math.min(limit, Math.max(0, remaining)), resetMs: Math.max(0, usedMs) };
}

/** Milliseconds until one request is let in again. */
export const waitOf = ({ limit, resetMs }: Rate): number =>
  Math.max(1, resetMs - WINDOW_MS + WINDOW_MS / limit);

/**
 * SQL: what was used, unless it reaches further than any request can: then the clock has been put back since, and
 * nobody shall wait for it to catch up. Twice the window, since a statement may wait for its row.
 */
const usedSql = (fullAt: SQL, at: SQL): SQL =>
  sql`case when ${fullAt} <= ${at} + ${2 * WINDOW_SECONDS}::float8 * interval '1 s' then ${fullAt} end`;

/** SQL: requests that are left, as a whole number. @param at now. @param fullAt null if nothing was used. */
export const leftSql = (fullAt: SQL, at: SQL, limit: SQL): SQL =>
  sql`floor((${WINDOW_SECONDS}::float8 - greatest(0, coalesce(extract(epoch from (${usedSql(fullAt, at)}) - ${at}), 0)))
    * ${limit} / ${WINDOW_SECONDS}::float8 + ${SLACK}::float8)::int`;

/** SQL: when everything is there again after `count` more requests. */
export const fullAfterSql = (fullAt: SQL, at: SQL, count: SQL, limit: SQL): SQL =>
  sql`greatest(${usedSql(fullAt, at)}, ${at}) + ${count} * ${WINDOW_SECONDS}::float8 / ${limit} * interval '1 s'`;

/** `in 5 s` */
const inSeconds = (ms: number): string => `in ${Math.max(1, Math.ceil(ms / 1_000))} s`;

export function rateLimited(rate: Rate): Refusal {
  const retryAfterMs = waitOf(rate);
  return new Refusal(
    'rate_limited',
    `These were more than ${rate.limit} requests a minute. Come back ${inSeconds(retryAfterMs)}.`,
    { retryAfterMs },
  );
}
