/** Size of an archive that can be uploaded. */
export const MOST_ARCHIVE_BYTES = 1024 * 1024 * 1024;
