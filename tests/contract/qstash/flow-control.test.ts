import { describe, expect, test } from 'vitest';
import { openSuite } from './harness.ts';

const { server, client, destination, api } = await openSuite();

interface Limits {
  key: string;
  parallelism?: number;
  rate?: number;
}

async function publish(path: string, count: number, { key, parallelism = 1, rate }: Limits) {
  const flowControl = rate === undefined ? { key, parallelism } : { key, rate };
  const url = destination.url(path);
  await client.batchJSON(Array.from({ length: count }, (_, n) => ({ url, body: { n }, flowControl })));
}

describe('parallelism', () => {
  test('never more than so many of a key are in flight, and all arrive', async () => {
    destination.on('/par', () => ({ delayMs: 30 }));
    await publish('/par', 9, { key: 'par', parallelism: 3 });
    await destination.arrived('/par', 9);
    await server.idle();
    expect(destination.peak('/par')).toBe(3);
  });

  test('a key is shared by its destinations and leaves others alone', async () => {
    for (const path of ['/shared/a', '/shared/b', '/free']) destination.on(path, () => ({ delayMs: 80 }));
    const flowControl = { key: 'shared', parallelism: 1 };
    await client.batchJSON([
      { url: destination.url('/shared/a'), body: {}, flowControl },
      { url: destination.url('/shared/b'), body: {}, flowControl },
      { url: destination.url('/free'), body: {} },
    ]);
    const [free] = await destination.arrived('/free', 1);
    const [b] = await destination.arrived('/shared/b', 1);
    const [a] = await destination.arrived('/shared/a', 1);
    expect(free?.at ?? 0).toBeLessThan(b?.at ?? 0);
    expect((b?.at ?? 0) - (a?.at ?? 0)).toBeGreaterThanOrEqual(78);
  });

  test('a message that waits for its retry holds no place', async () => {
    const failing = destination.on('/holds', () => ({ status: 500 }));
    const flowControl = { key: 'holds', parallelism: 1 };
    await client.publishJSON({ url: failing, body: {}, flowControl, retryDelay: '3600000' });
    await client.publishJSON({ url: destination.url('/holds-next'), body: {}, flowControl });
    await destination.arrived('/holds-next', 1);
    await client.messages.cancel({ filter: { flowControlKey: 'holds' } });
  });

  test('the latest message sets the limits of its key', async () => {
    destination.on('/latest', () => ({ delayMs: 40 }));
    await publish('/latest', 4, { key: 'latest', parallelism: 1 });
    await publish('/latest', 4, { key: 'latest', parallelism: 4 });
    await destination.arrived('/latest', 8);
    await server.idle();
    expect(destination.peak('/latest')).toBe(4);
    expect(await client.flowControl.get('latest')).toMatchObject({ parallelismMax: 4 });
  });
});

describe('rate', () => {
  test('no more than so many deliveries of a key begin in a period', async () => {
    await publish('/rate', 3, { key: 'rate', rate: 2 });
    const arrivals = await destination.arrived('/rate', 3);
    const first = arrivals[0]?.at ?? 0;
    const seconds = arrivals.map(({ at }) => Math.round((at - first) / 1_000));
    expect(seconds).toEqual([0, 0, 1]);
  });

  test('the period is counted and can be ended early', async () => {
    const url = destination.url('/reset');
    const flowControl = { key: 'reset', rate: 1, period: '1h' } as const;
    await client.batchJSON([1, 2].map((body) => ({ url, body, flowControl })));
    await destination.arrived('/reset', 1);
    expect(await client.flowControl.get('reset')).toMatchObject({
      flowControlKey: 'reset',
      waitListSize: 1,
      rateMax: 1,
      rateCount: 1,
      ratePeriod: 3_600,
      ratePeriodStart: expect.closeTo(Date.now() / 1_000, -1),
      parallelismMax: 0,
      isPaused: false,
      isPinnedRate: false,
    });
    await client.flowControl.resetRate('reset');
    await destination.arrived('/reset', 2);
  });
});

describe('the keys', () => {
  test('show what is in flight and what waits', async () => {
    destination.on('/seen', () => ({ delayMs: 150 }));
    await publish('/seen', 5, { key: 'seen', parallelism: 2 });
    await destination.arrived('/seen', 2);
    const seen = { flowControlKey: 'seen', parallelismMax: 2, parallelismCount: 2, waitListSize: 3 };
    expect(await client.flowControl.get('seen')).toMatchObject(seen);
    expect(await (await api('/v2/flowControl')).json()).toEqual(
      expect.arrayContaining([expect.objectContaining(seen)]),
    );
    expect(await client.flowControl.getGlobalParallelism()).toEqual({
      parallelismMax: 100,
      parallelismCount: 2,
    });
    await expect(client.flowControl.get('nobody')).rejects.toMatchObject({ status: 404 });
    await server.idle();
    expect(await client.flowControl.get('seen')).toMatchObject({ parallelismCount: 0, waitListSize: 0 });
  });

  test('paused, nothing of the key is delivered; resumed, all of it', async () => {
    await client.flowControl.pause('paused');
    await publish('/paused', 3, { key: 'paused', parallelism: 3 });
    await server.idle();
    expect(destination.at('/paused')).toEqual([]);
    expect(await client.flowControl.get('paused')).toMatchObject({ isPaused: true, waitListSize: 3 });
    await client.flowControl.resume('paused');
    await destination.arrived('/paused', 3);
    expect(await client.flowControl.get('paused')).toMatchObject({ isPaused: false });
  });

  test('pinned limits hold against those of messages until they are unpinned', async () => {
    destination.on('/pinned', () => ({ delayMs: 20 }));
    await client.flowControl.pin('pinned', { parallelism: 1 });
    await publish('/pinned', 4, { key: 'pinned', parallelism: 4 });
    await destination.arrived('/pinned', 4);
    await server.idle();
    expect(destination.peak('/pinned')).toBe(1);
    expect(await client.flowControl.get('pinned')).toMatchObject({
      parallelismMax: 1,
      isPinnedParallelism: true,
    });
    await client.flowControl.unpin('pinned', { parallelism: true });
    expect(await client.flowControl.get('pinned')).toMatchObject({
      parallelismMax: 1,
      isPinnedParallelism: false,
    });
    await publish('/pinned', 4, { key: 'pinned', parallelism: 4 });
    await destination.arrived('/pinned', 8);
    expect(destination.peak('/pinned')).toBe(4);
  });

  test('a rate can be pinned with its period', async () => {
    await client.flowControl.pin('pinned-rate', { rate: 7, period: 60 });
    await publish('/pinned-rate', 1, { key: 'pinned-rate', rate: 1 });
    await destination.arrived('/pinned-rate', 1);
    expect(await client.flowControl.get('pinned-rate')).toMatchObject({
      rateMax: 7,
      ratePeriod: 60,
      rateCount: 1,
      isPinnedRate: true,
    });
  });

  test('refuse limits that are none', async () => {
    for (const query of ['', '?parallelism=0', '?rate=x', '?rate=1&period=0', '?period=5']) {
      expect((await api(`/v2/flowControl/bad/pin${query}`, { method: 'POST' })).status).toBe(400);
    }
    expect((await api('/v2/flowControl/bad/explode', { method: 'POST' })).status).toBe(404);
    expect((await api('/v2/flowControl/bad')).status).toBe(404);
  });

  test('may have a slash in their name', async () => {
    await client.flowControl.pin('a/b', { parallelism: 3 });
    expect(await client.flowControl.get('a/b')).toMatchObject({ flowControlKey: 'a/b', parallelismMax: 3 });
  });
});
