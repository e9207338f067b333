import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import { OcrThread } from '../../../lib/documents/ocr/ocr-thread.ts';
import { createRecognizer } from '../../../lib/documents/ocr/recognizer.ts';
import { eventually } from '../../dev/host/project.ts';
import { PROSE, picture } from './pictures.ts';

/** The smallest module there is. */
const EMPTY = await WebAssembly.compile(Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]));

const never = () => new AbortController().signal;
const eng = (signal = never()) => ({ languages: ['eng'], signal });

/** The threads that start while the test runs. */
function threads(): { started: () => number; running: () => number } {
  let [started, ended] = [0, 0];
  const count = (worker: Worker) => {
    if (worker.threadName !== 'ocr') return;
    started++;
    worker.once('exit', () => ended++);
  };
  process.on('worker', count);
  onTestFinished(() => void process.off('worker', count));
  return { started: () => started, running: () => started - ended };
}

test('one thread reads page after page, ends when it is unused, and a new one starts for the next', async () => {
  const { started, running } = threads();
  const recognizer = createRecognizer({ idleMs: 300 });
  const { picture: page } = await picture({ text: 'Short' });
  for (let i = 0; i < 3; i++) await recognizer.recognize(page, eng());
  expect([started(), running()]).toEqual([1, 1]);
  await eventually(() => running() === 0);
  await recognizer.recognize(page, eng());
  expect(started()).toBe(2);
  await recognizer.close();
  expect(running()).toBe(0);
});

test('a page that is aborted stops at once and costs its thread; the next is read', async () => {
  const { started } = threads();
  await using recognizer = closing();
  const { picture: page } = await picture({ text: PROSE });
  const { picture: short } = await picture({ text: 'Next one' });
  await recognizer.recognize(short, eng());
  const abort = new AbortController();
  const stopped = recognizer.recognize(page, eng(abort.signal));
  const next = recognizer.recognize(short, eng());
  setTimeout(() => abort.abort(new Error('Enough.')), 100);
  const before = performance.now();
  await expect(stopped).rejects.toThrow('Enough.');
  expect(performance.now() - before).toBeLessThan(600);
  expect((await next).words.map(({ text }) => text)).toEqual(['Next', 'one']);
  expect(started()).toBe(2);
});

test('a page that is aborted while it waits leaves the queue at once and disturbs nobody', async () => {
  const { started } = threads();
  await using recognizer = closing();
  const { picture: page } = await picture({ text: 'First come' });
  const abort = new AbortController();
  let firstDone = false;
  const first = recognizer.recognize(page, eng()).then(({ words }) => {
    firstDone = true;
    return words.length;
  });
  const waiting = recognizer.recognize(page, eng(abort.signal));
  const last = recognizer.recognize(page, eng());
  abort.abort(new Error('Gone.'));
  await expect(waiting).rejects.toThrow('Gone.');
  expect(firstDone).toBe(false);
  expect([await first, (await last).words.length, started()]).toEqual([2, 2, 1]);
});

describe('a thread that dies', () => {
  const REQUEST = { png: Buffer.alloc(0), width: 0, height: 0, dpi: 200, languages: [] };
  const on = (what: string) =>
    new OcrThread(
      new URL(
        `data:text/javascript,import{parentPort}from'node:worker_threads';parentPort.on('message',()=>{${what}})`,
      ),
      { code: EMPTY, languages: {} },
    );

  test.each([
    ['throws', `throw new Error('Oops')`, 'Oops'],
    ['ends', 'process.exit(0)', 'it ended'],
    ['says that Tesseract is lost', `parentPort.postMessage({is:'crashed',message:'Aborted'})`, 'Aborted'],
  ])('since it %s is an error that may pass', async (_, what, message) => {
    const thread = on(what);
    await expect(thread.ask(REQUEST, never())).rejects.toMatchObject({
      name: 'TransientError',
      code: 'ocr_worker_lost',
      message: expect.stringContaining(message),
    });
    expect(thread.over).toBe(true);
  });

  test('while nobody asks it anything does not end the process', async () => {
    const thread = on(`parentPort.postMessage({is:'refused',message:'No'});setTimeout(()=>{throw 1},20)`);
    expect(await thread.ask(REQUEST, never())).toEqual({ is: 'refused', message: 'No' });
    await eventually(() => thread.over);
    await expect(thread.ask(REQUEST, never())).rejects.toMatchObject({ code: 'ocr_worker_lost' });
  });
});

test('a process that has read a page writes no file, says nothing and ends by itself', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-ocr-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { picture: page } = await picture({ text: 'The end' });
  await writeFile(join(folder, 'page.png'), page.png);
  const recognizer = JSON.stringify(join(process.cwd(), 'lib/documents/ocr/recognizer.ts'));
  const script = `
    import { readFileSync } from 'node:fs';
    import { createRecognizer } from ${recognizer};
    const picture = { png: readFileSync('page.png'), width: ${page.width}, height: ${page.height}, dpi: 200 };
    const cutOff = { ...picture, png: picture.png.subarray(0, picture.png.length / 2) };
    const options = { languages: ['eng'], signal: new AbortController().signal };
    const { recognize } = createRecognizer();
    await recognize(cutOff, options).catch(({ code }) => console.log(code));
    const { words } = await recognize(picture, options);
    console.log(words.map(({ text }) => text).join(' '));
    const read = performance.now();
    process.on('exit', () => console.log(performance.now() - read < 2000 ? 'soon' : 'late'));`;
  const read = ['--permission', '--allow-fs-read=*', '--allow-worker', '--disable-warning=SecurityWarning'];
  const ran = await promisify(execFile)(
    process.execPath,
    [...read, '--input-type=module', '--eval', script],
    { cwd: folder },
  );
  expect(ran).toEqual({ stdout: 'ocr_failed\nThe end\nsoon\n', stderr: '' });
  expect(await readdir(folder)).toEqual(['page.png']);
});

function closing() {
  const recognizer = createRecognizer();
  return { ...recognizer, [Symbol.asyncDispose]: recognizer.close };
}
