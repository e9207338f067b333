/** The picture's fault, told to the recognizer as a PermanentError ocr_failed. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
