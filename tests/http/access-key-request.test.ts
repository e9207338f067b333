import { describe, expect, test } from 'vitest';
import { createKeySchema, rotateKeySchema } from '../../lib/http/access/key-request.ts';

const scopesOf = (scopes: unknown) => createKeySchema.parse({ owner: 'ann', name: 'ci', scopes }).scopes;

describe('scopes', () => {
  test('are kept in one order, each once', () => {
    expect(scopesOf(['admin', 'read'])).toEqual(['read', 'admin']);
    expect(scopesOf(['write', 'write'])).toEqual(['write']);
    expect(scopesOf(undefined)).toBeUndefined();
  });

  test.each([[[]], [['all']], [['Read']], ['read'], [[null]], [['read', 'write', 'admin', 'read']]])(
    '%j are none, and the refusal names those that there are',
    (scopes) => {
      const { error } = createKeySchema.safeParse({ owner: 'ann', name: 'ci', scopes });
      expect(error?.issues[0]?.message).toBe('scopes must be a list of one or more of read, write, admin.');
    },
  );
});

describe('times', () => {
  test.each([
    [59, false],
    [60, true],
    [3_650 * 86_400, true],
    [3_650 * 86_400 + 1, false],
    [60.5, false],
  ])('a life of %d s: %s', (life, isTaken) => {
    const request = { owner: 'ann', name: 'ci', expires_in_seconds: life };
    expect(createKeySchema.safeParse(request).success).toBe(isTaken);
  });

  test.each([
    [-1, false],
    [0, true],
    [30 * 86_400, true],
    [30 * 86_400 + 1, false],
  ])('an overlap of %d s: %s', (overlap, isTaken) => {
    expect(rotateKeySchema.safeParse({ overlap_seconds: overlap }).success).toBe(isTaken);
  });
});

test('a name goes into logs and records, so that it has no line breaks', () => {
  for (const name of ['', '  ', 'a\nb', 'a\u0000', 'x'.repeat(101), '\ud800'])
    expect(createKeySchema.safeParse({ owner: 'ann', name }).success).toBe(false);
  expect(createKeySchema.safeParse({ owner: 'ann', name: 'CI of Zoë' }).success).toBe(true);
});
