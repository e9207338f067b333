import { PermanentError } from '../../core/errors.ts';

/** @param what is wrong, and what to upload instead; never quotes the archive. */
export const unreadableArchive = (what: string): PermanentError =>
  new PermanentError('archive_unreadable', what);

export const tooLargeArchive = (what: string): PermanentError =>
  new PermanentError('archive_too_large', what);
