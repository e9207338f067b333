import { reasonOf } from '../../db/error-text.ts';
import type { JobsContext } from '../../jobs/context.ts';
import type { Format } from '../format.ts';

interface Sent {
  format: Format;
  jobId: string;
}

/** Aborts the stream and logs when a read fails, so that a truncated file cannot pass for a whole one. */
async function* afterFirst(
  first: IteratorResult<string, void>,
  pieces: AsyncGenerator<string, void>,
  { log, format, jobId }: Sent & Pick<JobsContext, 'log'>,
): AsyncGenerator<string> {
  try {
    if (first.done) return;
    yield first.value;
    yield* pieces;
  } catch (error) {
    log.error(`${format}_broke_off`, {
      job: jobId,
      error: reasonOf(error),
    });
    throw error;
  }
}

/** Characters per chunk, since a piece may be a single line. */
const BLOCK = 64 * 1024;

async function* inBlocks(pieces: AsyncGenerator<string, void>): AsyncGenerator<string, void> {
  let block = '';
  for await (const piece of pieces) {
    block += piece;
    if (block.length < BLOCK) continue;
    yield block;
    block = '';
  }
  yield block;
}

/**
 * Streams a text while reading it.
 * @throws if the first read fails, before anything is sent.
 */
export async function streamed(
  { log }: Pick<JobsContext, 'log'>,
  pieces: AsyncGenerator<string, void>,
  sent: Sent,
): Promise<ReadableStream<Uint8Array>> {
  const blocks = inBlocks(pieces);
  const first = await blocks.next();
  const text = afterFirst(first, blocks, { log, ...sent });
  return ReadableStream.from(text).pipeThrough(new TextEncoderStream());
}
