import { expect, test } from 'vitest';
import { itemsOf } from '../../../lib/profiles/archives/cut-items.ts';

/** The records of a CSV that comes in pieces of so many bytes. */
async function read(text: string, piece: number): Promise<unknown[]> {
  async function* bytes() {
    const whole = Buffer.from(text);
    for (let at = 0; at < whole.length; at += piece) yield whole.subarray(at, at + piece);
  }
  const items = await Array.fromAsync(itemsOf(bytes(), { part: 0, key: null, isCsv: true }, 0));
  return items.map(({ item }) => item);
}

test.each([1, 2, 7, 1_000])(
  'line ends, commas and quotes within quotes belong to the field, by %d bytes',
  async (piece) => {
    const text = 'id,body\r\na,"one\ntwo, ""three""\r\n\n"\nb,""\nc,""""\n"d","é\n"\n';
    expect(await read(text, piece)).toEqual([
      { id: 'a', body: 'one\ntwo, "three"\r\n\n' },
      { id: 'b', body: '' },
      { id: 'c', body: '"' },
      { id: 'd', body: 'é\n' },
    ]);
  },
);

test.each([1, 1_000])(
  'a quote within a field that is not quoted spoils no other record, by %d bytes',
  async (piece) => {
    const text = 'id,body\na,a 5" pipe\nb,"two\nlines"\nc,it is "so"\nd,last\n';
    expect(await read(text, piece)).toEqual([
      { id: 'a', body: 'a 5" pipe' },
      { id: 'b', body: 'two\nlines' },
      { id: 'c', body: 'it is "so"' },
      { id: 'd', body: 'last' },
    ]);
  },
);
