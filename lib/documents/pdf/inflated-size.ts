import { createInflate } from 'node:zlib';
import { PermanentError } from '../../core/errors.ts';

/** Deflate cannot do better than this (zlib's technical notes): shorter streams need no look. */
const BEST_RATIO = 1032;
/** A dictionary is looked for this far before its stream. */
const DICTIONARY = 2048;
/** Of all streams together, in units of the limit for one: what a file may make this check work. */
const MOST_WORK = 4;

/**
 * Inflates those Flate streams that are long enough to pass the limit, keeping nothing, before any engine sees
 * them. Streams under a second filter are seen by their first only; the engine's own memory cap stands behind.
 * @throws PermanentError pdf_stream_too_large
 */
export async function checkStreams(bytes: Uint8Array, limit: number): Promise<void> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let work = limit * MOST_WORK;
  for (const stream of flateStreams(file)) {
    if (stream.length * BEST_RATIO <= limit) continue;
    if (work <= 0) return;
    const size = await inflatedSize(stream, limit);
    work -= size;
    if (size > limit) {
      const message = `A stream of the PDF grows to more than ${limit} bytes when it is unpacked.`;
      throw new PermanentError('pdf_stream_too_large', message);
    }
  }
}

function* flateStreams(file: Buffer): Generator<Buffer> {
  let end = 0;
  for (;;) {
    const keyword = file.indexOf('stream', end);
    if (keyword < 0) return;
    const start = keyword + (file[keyword + 6] === 0x0d ? 8 : 7);
    const close = file.indexOf('endstream', start);
    const stop = close < 0 ? file.length : close;
    const dictionary = file.toString('latin1', Math.max(end, keyword - DICTIONARY), keyword);
    if (/\/(FlateDecode|Fl)\b/.test(dictionary.slice(dictionary.lastIndexOf(' obj')))) {
      yield file.subarray(start, stop);
    }
    end = stop + 9;
  }
}

/** Bytes until the end, an error or the limit is passed: what came before an error counts, as for the engine. */
function inflatedSize(stream: Buffer, limit: number): Promise<number> {
  return new Promise((resolve) => {
    const inflate = createInflate({ chunkSize: 256 * 1024 });
    let size = 0;
    const done = () => {
      inflate.destroy();
      resolve(size);
    };
    inflate.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) done();
    });
    inflate.once('end', done).once('error', done);
    inflate.end(stream);
  });
}
