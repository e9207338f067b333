import { afterEach, describe, expect, test, vi } from 'vitest';
import { databaseUrl, givenDatabaseUrl } from '../../../dev/cli/database-url.ts';
import { DIRECT, POOLED } from '../../config/complete.ts';

function given(variables: Record<string, string>): string[] {
  const warned: string[] = [];
  vi.spyOn(console, 'warn').mockImplementation((line) => void warned.push(String(line)));
  for (const name of ['DATABASE_URL', 'DATABASE_URL_UNPOOLED']) vi.stubEnv(name, variables[name] ?? '');
  return warned;
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('the commands on a database', () => {
  test('go past the pooler, and say what they made of a slip', () => {
    const warned = given({ DATABASE_URL_UNPOOLED: `psql '${POOLED}'\n` });
    expect(databaseUrl()).toBe(DIRECT);
    expect(warned).toEqual([
      'DATABASE_URL_UNPOOLED had white space around it.',
      expect.stringMatching(/^DATABASE_URL_UNPOOLED was pasted with psql/),
      expect.stringMatching(/^DATABASE_URL_UNPOOLED is the pooled address/),
    ]);
    given({ DATABASE_URL: POOLED });
    expect(databaseUrl()).toBe(DIRECT);
  });

  test('take no other address for one that cannot be used', () => {
    given({ DATABASE_URL: POOLED, DATABASE_URL_UNPOOLED: 'changeme' });
    expect(databaseUrl).toThrow(
      /^DATABASE_URL_UNPOOLED still holds an example instead of a value\. In the Neon/,
    );
    given({ DATABASE_URL: POOLED, DATABASE_URL_UNPOOLED: DIRECT.replace('cool', 'warm') });
    expect(databaseUrl).toThrow(/^DATABASE_URL_UNPOOLED is of another database/);
  });

  test('take a local database in a build on this machine, and none on Vercel’s', () => {
    given({ DATABASE_URL: 'postgresql://u:p@127.0.0.1:5432/db' });
    vi.stubEnv('VERCEL', '1');
    expect(databaseUrl()).toBe('postgresql://u:p@127.0.0.1:5432/db');
    vi.stubEnv('VERCEL_BUILD_IMAGE', 'vercel-build-image');
    expect(databaseUrl).toThrow(/^DATABASE_URL is an address that Vercel cannot reach/);
  });

  test('have none where none is set', () => {
    given({});
    expect(givenDatabaseUrl()).toBeNull();
    expect(databaseUrl).toThrow('Set DATABASE_URL');
  });
});
