import { PermanentError } from '../../core/errors.ts';

/**
 * One commit holds what all steps of a slice have finished, and a request to Neon has at most 10 MB: these bounds, in
 * bytes of packed text, keep the largest commit of each stage below that.
 */
export const MOST_OF_RANGE = 1_000_000;
export const MOST_OF_PAGE = 1_500_000;
/** With the words that are searched. */
export const MOST_OF_TEXT = 400_000;
export const MOST_OF_PARAGRAPHS = 700_000;
export const MOST_OF_FINDINGS = 2_500_000;

/** @throws PermanentError with `code` for packed text that is longer than `most` */
export function checkedSize(
  packed: string,
  most: number,
  { code, what }: { code: string; what: string },
): string {
  if (packed.length <= most) return packed;
  throw new PermanentError(code, `${what} cannot be stored: ${packed.length} bytes, ${most} at most.`);
}
