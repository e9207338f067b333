import { expect, test } from 'vitest';
import { PermanentError } from '../../../lib/core/errors.ts';
import type { PdfSession } from '../../../lib/documents/pdf/open-pdf.ts';
import { type JobDocument, Sessions } from '../../../lib/documents/steps/sessions.ts';

const never = new AbortController().signal;
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Sessions that open at once, and what became of them; time and timers stand still until they are moved. */
function world() {
  const state = {
    now: 0,
    opened: [] as string[],
    closed: [] as string[],
    most: 0,
    fails: false,
    hangs: false,
    gate: Promise.resolve(),
  };
  const timers = new Set<() => void>();
  const open = async ({ documentId }: JobDocument, signal: AbortSignal): Promise<PdfSession> => {
    state.opened.push(documentId);
    state.most = Math.max(state.most, state.opened.length - state.closed.length);
    if (state.fails) {
      state.closed.push(documentId);
      throw new PermanentError('pdf_damaged', 'It is damaged.');
    }
    await state.gate;
    if (state.hangs) {
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }
    return {
      pageCount: 1,
      info: async () => Promise.reject(new Error('not asked')),
      pages: async () => ({ pages: [], failed: [] }),
      records: async () => ({ pages: [], failed: [] }),
      render: async () => Promise.reject(new Error('not asked')),
      image: async () => Promise.reject(new Error('not asked')),
      attachment: async () => Promise.reject(new Error('not asked')),
      close: async () => {
        state.closed.push(documentId);
      },
    };
  };
  const later = (work: () => void) => {
    timers.add(work);
    return () => timers.delete(work);
  };
  const sessions = new Sessions({ open, clock: { now: () => state.now }, later });
  const use = (
    documentId: string,
    work: () => Promise<unknown> = async () => {},
    signal = never,
    withinMs?: number,
  ) => sessions.use({ jobId: `job of ${documentId}`, documentId }, signal, work, withinMs);
  const idle = async () => {
    for (const work of [...timers]) work();
    await settled();
  };
  return { state, use, idle };
}

/** Work that goes on until it is told to end. */
function work() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { run: () => promise, end: resolve };
}

test('several uses share one session, and it closes once nobody has used it for a while', async () => {
  const { state, use, idle } = world();
  const first = work();
  const using = use('a', first.run);
  await use('a');
  first.end();
  await using;
  await use('a');
  expect([state.opened, state.closed]).toEqual([['a'], []]);
  await idle();
  expect(state.closed).toEqual(['a']);
  await use('a');
  expect(state.opened).toEqual(['a', 'a']);
});

test('a session that is used again is not closed under its user', async () => {
  const { state, use, idle } = world();
  await use('a');
  const again = work();
  const using = use('a', again.run);
  await idle();
  expect(state.closed).toEqual([]);
  again.end();
  await using;
});

test('no more than two are open; a third job gets the place of an idle one', async () => {
  const { state, use } = world();
  await use('a');
  await use('b');
  await use('c');
  expect([state.most, state.closed]).toEqual([2, ['a']]);
});

test('a third job waits while both are used, and gives up when its signal aborts', async () => {
  const { state, use } = world();
  const [a, b] = [work(), work()];
  const using = [use('a', a.run), use('b', b.run)];
  const stop = new AbortController();
  const third = use('c', undefined, stop.signal);
  const fourth = use('d');
  await settled();
  expect(state.opened).toEqual(['a', 'b']);
  stop.abort(new Error('the slice ends'));
  await expect(third).rejects.toThrow('the slice ends');
  a.end();
  await fourth;
  expect([state.opened, state.most]).toEqual([['a', 'b', 'd'], 2]);
  b.end();
  await Promise.all(using);
});

test('a job that never pauses gives its place up to one that waits, and comes back after it', async () => {
  const { state, use } = world();
  const b = work();
  const other = use('b', b.run);
  let uses = 0;
  const reading = async () => {
    while (uses < 60) {
      await use('a', async () => {
        state.now += 500;
        uses++;
        await settled();
      });
    }
  };
  const first = reading();
  await Promise.resolve();
  const second = reading();
  await settled();
  expect(await use('c', async () => uses)).toBeLessThanOrEqual(30);
  await Promise.all([first, second]);
  expect([state.opened, state.most]).toEqual([['b', 'a', 'c', 'a'], 2]);
  expect(uses).toBeGreaterThanOrEqual(60);
  b.end();
  await other;
});

test('a document that does not open is tried anew by the next, and takes no place', async () => {
  const { state, use } = world();
  state.fails = true;
  for (const name of ['a', 'a', 'b', 'c']) await expect(use(name)).rejects.toThrow('It is damaged.');
  state.fails = false;
  await Promise.all([use('a'), use('b')]);
  expect(state.opened).toEqual(['a', 'a', 'b', 'c', 'a', 'b']);
});

test('an opening that nobody waits for any more is stopped after a while and takes no place', async () => {
  const { state, use, idle } = world();
  state.hangs = true;
  const stop = new AbortController();
  const both = [use('a', undefined, stop.signal), use('b', undefined, stop.signal)];
  await settled();
  stop.abort(new Error('the slice ends'));
  for (const each of both) await expect(each).rejects.toThrow('the slice ends');
  await idle();
  state.hangs = false;
  await Promise.all([use('a'), use('b')]);
  expect(state.opened).toEqual(['a', 'b', 'a', 'b']);
});

test('work that fails gives its session back', async () => {
  const { state, use, idle } = world();
  await expect(use('a', () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
  await idle();
  expect(state.closed).toEqual(['a']);
});

test('a session that nobody has used for half a second goes when another document is opened', async () => {
  const { state, use } = world();
  await use('a');
  state.now += 499;
  await use('b');
  expect(state.closed).toEqual([]);
  state.now += 500;
  await use('c');
  await settled();
  expect(state.closed.toSorted()).toEqual(['a', 'b']);
});

test('who waits too long is given back, and the opening goes on for whoever comes next', async () => {
  const { state, use, idle } = world();
  const opened = Promise.withResolvers<void>();
  state.gate = opened.promise;
  const early = expect(use('a', undefined, never, 4_000)).rejects.toMatchObject({ name: 'GivenBack' });
  await settled();
  await idle();
  await early;
  const late = use('a');
  opened.resolve();
  await late;
  expect(state.opened).toEqual(['a']);
});
