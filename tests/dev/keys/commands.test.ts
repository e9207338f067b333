import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandOf } from '../../../dev/keys/commands.ts';
import { api } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

describe('npm run keys', () => {
  test('creates, lists, rotates and revokes keys that open the service', async () => {
    const service = api(database.url, { access: { mode: 'closed' } });
    const run = async (...args: string[]) => {
      const lines: string[] = [];
      await commandOf(args)(service.jobs, (line) => lines.push(line));
      return lines;
    };
    const opens = async (key: string | undefined) =>
      (
        await api(database.url, { access: { mode: 'closed' } }).get('/api/jobs', {
          authorization: `Bearer ${key}`,
        })
      ).status;
    expect(await run('list')).toEqual([expect.stringMatching(/^There is no key/)]);
    const [said = '', key = ''] = await run(
      'create',
      'ann',
      'of ci',
      '--scopes',
      'read,admin',
      '--days',
      '1',
    );
    const [id = ''] = said.split(' ');
    expect(said).toMatch(/^key_\w+ of ann \(read, admin\)\./);
    expect(await opens(key)).toBe(200);
    expect(await run('list', 'ann')).toEqual([
      expect.stringMatching(`^${id}  ann  of ci  read,admin  valid until`),
    ]);
    const [next = '', newer] = await run('rotate', id, '--overlap-hours', '0');
    expect([await opens(key), await opens(newer)]).toEqual([401, 200]);
    expect((await run('list')).join()).not.toContain(newer);
    const [nextId = ''] = next.split(' ');
    expect(await run('revoke', nextId)).toEqual([`${nextId} is revoked.`]);
    expect(await opens(newer)).toBe(401);
    await expect(run('revoke', 'key_none')).rejects.toThrow('There is no key key_none.');
  });

  test.each([
    [[], 'Usage:'],
    [['create', 'ann'], 'Usage:'],
    [['list', 'ann', 'bob'], 'Usage:'],
    [['create', 'Ann', 'ci'], 'owner must be'],
    [['create', 'ann', 'ci', '--scopes', 'all'], 'scopes must be'],
    [['create', 'ann', 'ci', '--days', 'x'], 'expires_in_seconds must be'],
    [['rotate', 'key_a', '--overlap-hours=-1'], 'overlap_seconds must be'],
  ])('%j is refused before a database is opened', (args, says) => {
    expect(() => commandOf(args)).toThrow(says);
  });
});
