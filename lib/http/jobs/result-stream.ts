import type { JobsContext } from '../../jobs/context.ts';
import type { Format } from '../format.ts';

interface Sent {
  format: Format;
  jobId: string;
}

/** Tears the answer off when a read fails, so that nobody takes a part for the whole, and says so in the log. */
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
      error: error instanceof Error ? error.message : String(error),
    });
    throw error;
  }
}

/** Characters that are sent together: a piece may be a line. */
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
 * A text that is read while it is sent.
 * @throws what the first pieces throw: nothing is sent yet.
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
