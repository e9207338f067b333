import { NeonDbError } from '@neondatabase/serverless';
import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { errorText, messageOf, reasonOf } from '../../lib/db/error-text.ts';

const MARKER = 'marker-4711';

function failed(message: string, code: string, detail = ''): DrizzleQueryError {
  const cause = Object.assign(new NeonDbError(message), { code, detail });
  return new DrizzleQueryError(
    'insert into jobs values ($1)',
    [MARKER, `\n    at ${MARKER} (file.ts:1:1)`],
    cause,
  );
}

const texts = (error: unknown) => [errorText(error), reasonOf(error), messageOf(error)];

describe('a failed statement in words', () => {
  test.each([
    [
      'a duplicate',
      failed('duplicate key value violates unique constraint "k"', '23505', `(${MARKER}) exists`),
    ],
    ['a bad number', failed(`invalid input syntax for type integer: "${MARKER}"`, '22P02')],
    ['a quote in a value', failed(`value "a"${MARKER}" is out of range for type bigint`, '22003')],
    ['a missing table', failed('relation "jobs" does not exist', '42P01')],
  ])('has no bound value: %s', (_, error) => {
    for (const text of texts(error)) {
      expect(text).not.toContain(MARKER);
      expect(text).toMatch(/\b(23505|22P02|22003|42P01)\b/);
    }
  });

  test('names the statement, the cause and the place', () => {
    const text = errorText(failed('relation "jobs" does not exist', '42P01'));
    expect(text).toContain('insert into jobs values ($1)');
    expect(text).toContain('caused by NeonDbError: 42P01 relation "jobs" does not exist');
    expect(text).toMatch(/at failed .*error-text\.test/);
  });

  test('leaves other errors as they are', () => {
    const bug = new TypeError('x is undefined');
    expect(errorText(bug)).toBe(bug.stack);
    expect(messageOf(bug)).toBe('x is undefined');
    expect(reasonOf(new Error('outer', { cause: bug }))).toBe('x is undefined');
    expect(texts('a text')).toEqual(['a text', 'a text', 'a text']);
  });
});
