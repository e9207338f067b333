import { createWriteStream } from 'node:fs';

/** Until a log that could not be written is opened again. */
const AGAIN_MS = 5_000;

/**
 * Appends lines to a file. While it cannot be written, as on a full disk, lines are dropped; `told` hears of it once a
 * stretch.
 */
export function logFile(file: string, told: (line: string) => void): (line: string) => void {
  let failedAt = 0;
  const open = () => {
    const opened = createWriteStream(file, { flags: 'a' });
    opened.on('error', (error) => {
      if (failedAt === 0) told(`The functions' log cannot be written: ${error.message}`);
      failedAt = Date.now();
    });
    return opened;
  };
  let stream = open();
  return (line) => {
    if (stream.destroyed) {
      if (Date.now() < failedAt + AGAIN_MS) return;
      stream = open();
    }
    stream.write(`${line}\n`, (error) => {
      if (!error) failedAt = 0;
    });
  };
}
