/** The picture cannot be read; becomes a PermanentError ocr_failed. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
