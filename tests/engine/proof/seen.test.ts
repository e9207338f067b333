import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import { isNewer, parseMessage } from '../../../lib/engine/messages.ts';
import { probeBody, probeReader } from '../../../lib/engine/proof/probe.ts';
import { routeOf } from '../../../lib/engine/proof/route.ts';
import { createWitness, readSeen } from '../../../lib/engine/proof/seen.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { lookingWith } from '../../support/health.ts';
import { database } from '../../support/jobs.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const facts = {
  appUrl: 'https://app.test',
  currentSigningKey: 'sig_a',
  nextSigningKey: 'sig_b',
  protectionBypass: null,
};

function witness(url: string) {
  const works: Promise<void>[] = [];
  const at = { value: 0 };
  const clock = { ...lookingWith().clock, passed: () => at.value };
  const background = (work: Promise<void>) => void works.push(work);
  const db = database(url);
  const seen = createWitness({ db, clock, log: silentLog, background, route: routeOf(facts) });
  return { seen, works, at, db };
}

describe('a verified callback', () => {
  test('is written down in the background, once a process and then every five minutes at most', async () => {
    const { seen, works, at, db } = witness(fresh.url);
    expect(await readSeen(db, routeOf(facts))).toBeNull();
    for (let i = 0; i < 100; i++) seen();
    at.value = 299_999;
    seen();
    expect(works).toHaveLength(1);
    await Promise.all(works);
    const first = await readSeen(db, routeOf(facts));
    expect(first).toEqual(expect.any(Number));
    at.value = 300_000;
    seen();
    await Promise.all(works);
    expect(works).toHaveLength(2);
    expect(await readSeen(db, routeOf(facts))).toBeGreaterThanOrEqual(first ?? 0);
  });

  test('is never failed by a database that is away', async () => {
    const { seen, works } = witness('postgresql://nobody:nothing@127.0.0.1:1/none');
    seen();
    await expect(Promise.all(works)).resolves.toEqual([undefined]);
  });

  test('proves nothing for another address, other keys or another bypass secret', () => {
    const changes = [
      { appUrl: 'https://b.test' },
      { currentSigningKey: 'sig_x' },
      { nextSigningKey: 'sig_x' },
      { protectionBypass: 'secret' },
    ];
    const ids = [facts, ...changes.map((change) => ({ ...facts, ...change }))].map(
      (each) => routeOf(each).id,
    );
    expect(new Set(ids).size).toBe(5);
    expect(ids.join()).not.toContain('sig_');
  });
});

describe('a probe', () => {
  test('is acknowledged once its arrival is written down', async () => {
    const route = routeOf({ ...facts, appUrl: 'https://probed.test' });
    const db = database(fresh.url);
    const own = probeReader({ db, route })(probeBody());
    expect(await own?.handle({ messageId: 'msg_1', retried: 0 })).toMatchObject({ kind: 'done' });
    expect(await readSeen(db, route)).toEqual(expect.any(Number));
  });

  test('is nothing that older code would wait for: it is refused once, and never comes again', () => {
    expect([parseMessage(probeBody()), isNewer(probeBody())]).toEqual([null, false]);
  });
});
