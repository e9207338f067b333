import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import type { PagePicture } from '../../../lib/documents/pdf/messages.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import { type DrawnWord, type TextPage, textPdf } from './text-pdf.ts';

/** Two hundred words, with figures, marks and names. */
export const PROSE = `
  The harbour board met on 14 March 1926 to settle the account of the northern pier. Chairman Whitfield read
  a letter from Messrs. Aldous & Pike, builders, who asked for a further 2,450 pounds; the storm of last
  November had carried away three of their barges and most of the timber. "We were told," said Mrs. Garrick,
  "that the price was fixed." The engineer replied that nobody could have known the ground: below the sand,
  at forty feet, his men had struck quick clay instead of rock. Every pile must now be driven deeper, and
  each of them costs 18 pounds. After a long discussion the board agreed to pay one half at once and the rest
  when the lamp at the pier head is lit. It also voted to insure the works against weather until the end of
  the year. The secretary was asked to write to the ministry, to enclose drawings of both foundations, and to
  request that a surveyor visit before the first of June. Mr. Quayle spoke against the motion, since in his
  view the fishermen, whose boats lie idle, deserve compensation before any contractor does. His amendment
  found no second. The meeting closed at half past nine.`;

/** A page as OCR gets it, and where each word was drawn, in its pixels. */
export async function picture(
  page: TextPage,
  dpi = 200,
): Promise<{ picture: PagePicture; drawn: DrawnWord[] }> {
  const { bytes, drawn } = await textPdf([page]);
  const session = await openPdf(bytes, PDF_LIMITS);
  const rendered = await session.render(1, dpi);
  await session.close();
  return { picture: rendered, drawn: drawn[0] ?? [] };
}
