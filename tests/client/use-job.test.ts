import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Settings } from '../../packages/client/src/transport.ts';
import { type Probe, probe } from './renderers.ts';

type Answer = Response | 'lost' | 'never';

const job = (status: string, etag: string, id = 'job_a') =>
  Response.json({ id, status, waits: null }, { headers: { etag } });
const refused = (status: number, code: string) =>
  Response.json({ type: '', title: '', status, detail: code, code, request_id: 'r' }, { status });
const same = () => new Response(null, { status: 304 });

let shown: Probe | null = null;
afterEach(() => shown?.unmount());

/** A service that answers as it is told, one answer after another. */
function playing(answers: Answer[]) {
  const asked: { id: string; key: string | null; signal: AbortSignal | null | undefined }[] = [];
  const settings: Settings = {
    sleep: async (_, signal) => {
      await turn();
      signal?.throwIfAborted();
    },
    fetch: async (url, init) => {
      const key = new Headers(init?.headers).get('authorization');
      asked.push({ id: String(url).replace(/.*\//, ''), key, signal: init?.signal });
      const answer = answers.shift() ?? 'never';
      if (answer === 'never')
        await new Promise((_, reject) => init?.signal?.addEventListener('abort', reject));
      if (!(answer instanceof Response)) throw new TypeError('fetch failed');
      return answer;
    },
  };
  return { asked, settings };
}

/** With settings that are another object at each rendering. */
async function watching(name: 'react' | 'preact', settings: Settings, own: Settings = {}) {
  shown = await probe(name, (useJob) => (id) => useJob(id, { ...settings, ...own }));
  return shown;
}

/** Once nothing more happens. */
const calm = () => sleep(60);
const statesOf = ({ seen }: Probe) => {
  const all = seen.map(({ job: version, stale, error }) =>
    [version?.status ?? 'nothing', ...(stale ? ['stale'] : []), ...(error ? [error.message] : [])].join(' '),
  );
  return all.filter((state, i) => state !== all[i - 1]);
};

describe.each(['react', 'preact'] as const)('useJob in %s', (name) => {
  test('shows every version, says what may be out of date, and stops at the end', async () => {
    const { asked, settings } = playing([
      job('queued', '"1"'),
      'lost',
      new Response('<html>', { status: 502 }),
      same(),
      job('processing', '"2"'),
      job('completed', '"3"'),
    ]);
    const page = await watching(name, settings, { url: 'https://unstuck.test', key: 'us_token' });
    page.render('job_a');
    await vi.waitUntil(() => statesOf(page).at(-1) === 'completed');
    await calm();
    const seen = statesOf(page);
    // A renderer may put two states into one rendering, but leaves none of them behind.
    expect(seen[0]).toBe('nothing');
    expect(['nothing', 'queued', 'queued stale', 'queued', 'processing', 'completed']).toEqual(
      expect.arrayContaining(seen),
    );
    expect(seen).toContain('queued stale');
    expect(asked).toHaveLength(6);
    expect(asked[0]).toMatchObject({ id: 'job_a', key: 'Bearer us_token' });
    expect(page.seen.at(-1)?.stale).toBe(false);
  });

  test('tells why a job cannot be watched, and asks no more', async () => {
    const { asked, settings } = playing([job('processing', '"1"'), refused(404, 'not_found')]);
    const page = await watching(name, settings);
    page.render('job_a');
    await vi.waitUntil(() => statesOf(page).at(-1) === 'processing not_found');
    await calm();
    expect(page.seen.at(-1)?.stale).toBe(false);
    expect(asked).toHaveLength(2);
  });

  test('asks nothing without an id, and nothing more once it is gone', async () => {
    const { asked, settings } = playing([job('processing', '"1"'), 'never']);
    const page = await watching(name, settings);
    page.render(null);
    await calm();
    expect(asked).toEqual([]);
    page.render('job_a');
    await vi.waitUntil(() => asked.length === 2);
    page.unmount();
    await calm();
    expect(asked).toHaveLength(2);
    expect(asked[1]?.signal?.aborted).toBe(true);
    expect(page.seen.at(-1)?.error).toBeNull();
  });

  test('shows nothing of the job before under another id, not even once', async () => {
    const { asked, settings } = playing([
      job('processing', '"1"'),
      'never',
      job('completed', '"9"', 'job_b'),
    ]);
    const page = await watching(name, settings);
    page.render('job_a');
    await vi.waitUntil(() => asked.length === 2);
    page.render('job_b');
    await vi.waitUntil(() => page.seen.at(-1)?.job?.status === 'completed');
    const wrong = page.seen.filter(({ id, job: version }) => version !== null && version.id !== id);
    expect(wrong).toEqual([]);
    expect(asked.map(({ id }) => id)).toEqual(['job_a', 'job_a', 'job_b']);
    expect(asked[1]?.signal?.aborted).toBe(true);
  });

  test('goes on after hours without the service', async () => {
    let now = 0;
    const hours: Answer[] = Array.from({ length: 500 }, () => 'lost');
    const { settings } = playing([job('processing', '"1"'), ...hours, job('completed', '"2"')]);
    const fast = {
      now: () => now,
      sleep: async (ms: number) => {
        now += 1_000 * ms;
      },
    };
    const page = await watching(name, { ...settings, ...fast });
    page.render('job_a');
    await vi.waitUntil(() => statesOf(page).at(-1) === 'completed');
    expect(now).toBeGreaterThan(3_600_000);
  });
});
