import { describe, expect, test } from 'vitest';
import type { FormKind } from '../../../../lib/documents/forms/form-kinds.ts';
import { kindOf } from '../../../../lib/documents/forms/kind-of.ts';
import { READERS } from '../../../../lib/documents/forms/readers.ts';
import { notesIn, told } from '../told.ts';
import { EPUB } from './epub.ts';
import type { HandMade } from './hand-made.ts';
import { HTML } from './html.ts';
import { ODT } from './odt.ts';
import { PPTX } from './pptx.ts';
import { MARKDOWN, TEXT } from './texts.ts';
import { DOCX_LISTS } from './word-lists.ts';
import { DOCX_TEXTS } from './word-texts.ts';

const SETS: Readonly<Record<FormKind, readonly HandMade[]>> = {
  docx: [...DOCX_LISTS, ...DOCX_TEXTS],
  odt: ODT,
  pptx: PPTX,
  epub: EPUB,
  html: HTML,
  markdown: MARKDOWN,
  text: TEXT,
};

const isKind = (name: string): name is FormKind => Object.hasOwn(SETS, name);

describe.each(Object.keys(SETS).filter(isKind))('twenty files written by hand as %s', (kind) => {
  const set = SETS[kind];

  test('are twenty', () => expect(set).toHaveLength(20));

  test.each(set.map((file) => [file.name, file] as const))('are read as made: %s', async (_, file) => {
    const bytes = await file.make();
    expect(kindOf(bytes)).toEqual({ kind });
    const read = await READERS[kind]();
    const form = await read(bytes);
    expect(told(form)).toEqual(file.told);
    expect(notesIn(form)).toEqual(file.notes ?? {});
  });
});
