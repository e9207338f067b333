import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { MARKERS as FIELD } from '../../bench/field/table.ts';
import { MARKERS as MEMORY } from '../../bench/memory/table.ts';
import { formatted, PAGE, replaced } from '../../bench/page.ts';

describe('the page of figures', () => {
  test('keeps all but what lies between the markers of a bench', () => {
    const { begin, end } = FIELD;
    const page = `before\n${begin}\nold\n${end}\nafter`;
    expect(replaced(page, 'new', FIELD)).toBe('before\nnew\nafter');
    expect(() => replaced(page, 'new', MEMORY)).toThrow(MEMORY.begin);
  });

  test('has a place for each', async () => {
    const page = await readFile(PAGE, 'utf8');
    for (const each of [FIELD, MEMORY]) expect(replaced(page, '', each)).not.toContain(each.begin);
  });

  test('is written with its columns aligned, as the formatter wants them', async () => {
    const written = await formatted('|  | unit |\n| --- | ---: |\n| drain of many jobs | 1 |\n');
    expect(written).toContain('| drain of many jobs |    1 |');
    expect(await formatted(written)).toBe(written);
  });
});
