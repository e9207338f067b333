import { expect, test } from 'vitest';
import { readDocx } from '../../../lib/documents/forms/docx/docx-form.ts';
import { docx, p, wordPart } from './files.ts';
import { told } from './told.ts';

const reference = (kind: 'footnote' | 'endnote', id: number): string =>
  `<w:r><w:t>a</w:t><w:${kind}Reference w:id="${id}"/></w:r>`;
const notes = (kind: 'footnote' | 'endnote', ...ids: number[]): Record<string, string> => ({
  [`${kind}s.xml`]: wordPart(
    `${kind}s`,
    ids.map((id) => `<w:${kind} w:id="${id}">${p('Note.')}</w:${kind}>`).join(''),
  ),
});
/** Properties of notes, as settings and sections have them. */
const numbers = (kind: 'footnote' | 'endnote', ...properties: [name: string, value: string][]): string =>
  `<w:${kind}Pr>${properties.map(([name, value]) => `<w:${name} w:val="${value}"/>`).join('')}</w:${kind}Pr>`;

async function marksIn(body: string, parts: Record<string, string>): Promise<string[]> {
  const file = await readDocx(await docx(body, parts));
  return file.blocks.flatMap((block) =>
    block.is === 'text' ? block.text.marks.map(({ mark }) => mark) : [],
  );
}

test('endnotes have the numbers that the settings of the document give them', async () => {
  const body = `<w:p>${reference('endnote', 2)}${reference('endnote', 3)}</w:p>`;
  const settings = (...own: Parameters<typeof numbers>[1][]) => ({
    'settings.xml': wordPart('settings', numbers('endnote', ...own)),
  });
  const own = notes('endnote', 2, 3);
  expect(await marksIn(body, own)).toEqual(['i', 'ii']);
  expect(await marksIn(body, { ...own, ...settings(['numFmt', 'decimal']) })).toEqual(['1', '2']);
  expect(await marksIn(body, { ...own, ...settings(['numFmt', 'upperLetter'], ['numStart', '3']) })).toEqual([
    ...['C', 'D'],
  ]);
});

test('a section says how its own notes are numbered, and whether they begin anew', async () => {
  const first = `<w:p><w:pPr><w:sectPr>${numbers('footnote', ['numFmt', 'chicago'])}</w:sectPr></w:pPr>${reference('footnote', 2)}${reference('footnote', 3)}</w:p>`;
  const second = `<w:p>${reference('footnote', 4)}</w:p>`;
  const last = `<w:sectPr>${numbers('footnote', ['numRestart', 'eachSect'])}</w:sectPr>`;
  const body = first + second + last;
  expect(await marksIn(body, notes('footnote', 2, 3, 4))).toEqual(['*', '†', '1']);
  const file = await readDocx(await docx(body, notes('footnote', 2, 3, 4)));
  expect(told(file)).toEqual(['text: a*a†', 'text: a¹']);
  expect([...file.notes.keys()]).toEqual(['1', '2', '3']);
});
