import { describe, expect, test } from 'vitest';
import { preferred } from '../../lib/http/accept.ts';

const OFFERED = ['application/json', 'text/csv'] as const;

describe('the media type that Accept likes best', () => {
  test.each<[string | undefined, string | null]>([
    [undefined, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['text/csv', 'text/csv'],
    ['TEXT/CSV', 'text/csv'],
    ['text/*', 'text/csv'],
    ['text/csv;q=0.5, application/json;q=0.4', 'text/csv'],
    ['application/json;q=0, */*', 'text/csv'],
    ['*/*;q=0.1, text/csv;q=0', 'application/json'],
    ['image/png', null],
    ['text/csv;q=0', null],
  ])('of %j is %j', (accept, type) => {
    expect(preferred(accept, OFFERED)).toBe(type);
  });
});
