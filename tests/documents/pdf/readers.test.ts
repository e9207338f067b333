import { expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { Reader } from '../../../lib/documents/pdf/reader.ts';
import { Readers } from '../../../lib/documents/pdf/readers.ts';
import { book } from '../../support/books.ts';

test('calls that begin at once share two engines, however many they are', async () => {
  const bytes = await book(1);
  let made = 0;
  const create = (): Reader => {
    made += 1;
    return new Reader({ bytes, password: undefined }, PDF_LIMITS);
  };
  const first = create();
  await first.open(undefined);
  const readers = new Readers(first, create);
  const pages = Array.from({ length: 8 }, (_, call) => readers.use(async () => call));
  expect(await Promise.all(pages)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  await readers.close();
  expect(made).toBeLessThanOrEqual(2);
});
