/**
 * The plain text of all pages, separated by form feeds; a missing page is empty.
 * @param pages in order
 * @param total pages of the document
 */
export async function* plainText(
  pages: AsyncIterable<{ page: number; text: string }>,
  total: number,
): AsyncGenerator<string> {
  let at = 1;
  for await (const { page, text } of pages) {
    yield `${'\f'.repeat(page - at)}${text.toWellFormed().replaceAll('\f', '\n')}`;
    at = page;
  }
  yield '\f'.repeat(Math.max(0, total - at));
}
