/** The queue's file cannot be used. The message says which file, why, and what to do. */
export class QueueFileError extends Error {
  override readonly name = 'QueueFileError';
}

/** SQLite's result codes: https://www.sqlite.org/rescode.html */
const REASONS: Record<number, (file: string) => string> = {
  5: (file) =>
    `The local queue's file ${file} is locked: another stack is running on it. Stop that one first.`,
  8: (file) => `The local queue's file ${file} cannot be written. Make it and its folder writable.`,
  10: (file) =>
    `The disk under the local queue's file ${file} fails or is full. Free some space or mend the disk; what the queue has accepted is kept and goes on then.`,
  11: damaged,
  13: (file) =>
    `The disk of the local queue is full: ${file} cannot grow. Free some space. Until then new jobs are refused; what the queue has accepted is kept and goes on then.`,
  14: (file) =>
    `The local queue's file ${file} cannot be opened. Its folder must exist, be writable and have space.`,
  26: damaged,
};

function damaged(file: string): string {
  return `The local queue's file ${file} is damaged. Move it and ${file}-wal away and start again: the queue then begins empty; jobs and results are in the database.`;
}

/** A file's fault in the user's words; other errors as they are. */
export function fileFault(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error;
  // The low byte is the primary code, the others tell kinds of it apart.
  const reason = REASONS[Number(error.errcode) & 0xff];
  return reason === undefined ? error : new QueueFileError(reason(file), { cause: error });
}

/** Tells of a stretch of faults once, and of its end. */
export interface FaultTeller {
  /** The error in the user's words, printed if it is the first of a stretch. */
  fault(error: unknown): unknown;
  /** Call when the file could be written. */
  fine(): void;
}

export function faultTeller(file: string, log: (line: string) => void): FaultTeller {
  let told = false;
  return {
    fault(error) {
      const shown = error instanceof QueueFileError ? error : fileFault(error, file);
      if (shown instanceof QueueFileError && !told) {
        told = true;
        log(shown.message);
      }
      return shown;
    },
    fine() {
      if (told) log('The local queue can write its file again and goes on.');
      told = false;
    },
  };
}
