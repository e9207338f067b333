import { PermanentError } from '../../../lib/core/errors.ts';
import { keepHeapSmall } from '../../../lib/core/memory.ts';
import { giveMemoryBack } from '../../../lib/core/thread-heap.ts';
import { openDocument } from '../../../lib/documents/open-document.ts';
import { HOSTILE_CORPUS } from './hostile-corpus.ts';

/** The most pages of a file that are read here. */
const PAGES = 20;
const SOUND = Buffer.from('# Tides\n\nThey rise.\n');

async function read(bytes: Uint8Array): Promise<string> {
  try {
    const session = await openDocument(bytes);
    try {
      const { pages, failed } = await session.records(1, Math.min(PAGES, session.pageCount));
      return `${pages.length} pages, ${failed.length} failed`;
    } finally {
      await session.close();
    }
  } catch (error) {
    if (error instanceof PermanentError) return error.code;
    throw error;
  }
}

// Reads each file of the corpus in turn, as one function does many jobs, and writes a line of JSON about it.
keepHeapSmall();
const asked = process.argv[2] ?? '';
for (const [name, make] of HOSTILE_CORPUS) {
  if (!name.startsWith(asked)) continue;
  const bytes = await make();
  // What making the file left behind is not the reader's.
  giveMemoryBack();
  let [peak, startedAt] = [0, performance.now()];
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const end = await read(bytes);
  const ms = Math.round(performance.now() - startedAt);
  clearInterval(timer);
  const sound = await read(SOUND);
  process.stdout.write(`${JSON.stringify({ name, bytes: bytes.length, end, ms, peak, sound })}\n`);
}
