import { NeonDbError } from '@neondatabase/serverless';
import { describe, expect, test } from 'vitest';
import { sqlState } from '../../lib/db/error-chain.ts';
import { failureOf, isRetryable } from '../../lib/db/errors.ts';

function neonError(message: string, code?: string, sourceError?: Error): NeonDbError {
  const error = new NeonDbError(message);
  return Object.assign(error, { code, sourceError });
}
const wrapped = (cause: Error) => new Error('Failed query: select 1', { cause });

describe('a failed statement', () => {
  test('is sent again after lost connections, deadlocks, restarts and timeouts', () => {
    for (const code of ['57P01', '08006', '40001', '40P01', '53300', '55P03', '57014']) {
      expect(isRetryable(wrapped(neonError('x', code))), code).toBe(true);
    }
  });

  test('is sent again when nothing came back', () => {
    expect(
      isRetryable(neonError('Error connecting to database', undefined, new TypeError('fetch failed'))),
    ).toBe(true);
    expect(isRetryable(neonError('Server error (HTTP status 503): no'))).toBe(true);
    expect(isRetryable(wrapped(neonError('connection closed', '')))).toBe(true);
    expect(isRetryable(new DOMException('too slow', 'TimeoutError'))).toBe(true);
  });

  test('is not sent again when the database refused what was asked', () => {
    for (const code of ['23505', '42601', '22012', 'UN001', '42P01']) {
      expect(isRetryable(wrapped(neonError('x', code))), code).toBe(false);
    }
    expect(isRetryable(new TypeError('a bug'))).toBe(false);
    expect(isRetryable(neonError('exceeded the compute time quota', 'XX000'))).toBe(false);
  });

  test('gives its SQLSTATE through whatever wraps it', () => {
    expect(sqlState(wrapped(neonError('x', '23505')))).toBe('23505');
    expect(sqlState(new Error('x'))).toBeUndefined();
  });
});

describe('a failed write', () => {
  const unreached = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  const fetchFailed = (cause: Error) =>
    neonError('Error connecting to database', undefined, new TypeError('fetch failed', { cause }));

  test('was certainly not made when the database refused it', () => {
    for (const code of ['23505', 'UN001', '40001', '57014', '53300', '57P03']) {
      expect(failureOf(wrapped(neonError('x', code))), code).toBe('refused');
    }
  });

  test('was certainly not made when it never got there', () => {
    expect(failureOf(fetchFailed(unreached))).toBe('away');
    expect(failureOf(neonError("Couldn't connect to compute node"))).toBe('away');
    expect(failureOf(neonError('Server error (HTTP status 429): slow down'))).toBe('away');
  });

  test('may have been made when the connection or the server ended meanwhile', () => {
    for (const code of ['57P01', '08006', '08007']) {
      expect(failureOf(wrapped(neonError('x', code))), code).toBe('unknown');
    }
    expect(failureOf(new DOMException('too slow', 'TimeoutError'))).toBe('unknown');
    expect(failureOf(neonError('Server error (HTTP status 502): bad gateway'))).toBe('unknown');
    const broken = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    expect(failureOf(fetchFailed(broken))).toBe('unknown');
    expect(isRetryable(fetchFailed(broken))).toBe(true);
  });

  test('is none of these when it is a bug', () => {
    expect(failureOf(new TypeError('a bug'))).toBe('other');
  });
});
