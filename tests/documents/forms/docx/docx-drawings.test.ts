import { expect, test } from 'vitest';
import { readDocx } from '../../../../lib/documents/forms/docx/docx-form.ts';
import { docx, p } from '../files.ts';
import { par, run } from '../hand/word-runs.ts';
import { told } from '../told.ts';

const drawing = (properties: string, content: string): string =>
  `<w:r><w:drawing><wp:docPr descr="The pier" ${properties}/>${content}</w:drawing></w:r>`;
const PICTURE = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>';
const BOX = `<w:txbxContent>${p('hush')}</w:txbxContent>`;

test('a drawing that is hidden is left out with its text, which is counted', async () => {
  const hidden = drawing('hidden="1"', BOX + PICTURE) + drawing('hidden="true"', PICTURE);
  const file = await readDocx(await docx(par(run('a'), hidden, drawing('hidden="0"', PICTURE))));
  expect(told(file)).toEqual(['text: a', 'image: The pier']);
  expect(file.images).toBe(1);
  expect(file.remarks).toEqual(['4 characters of hidden text are left out.']);
});

test('text that is drawn along a path is text', async () => {
  const art = '<w:r><w:pict><v:shape><v:textpath string="High water"/></v:shape></w:pict></w:r>';
  expect(told(await readDocx(await docx(par(run('a'), art, run('b')))))).toEqual([
    ...['text: High water', 'text: ab'],
  ]);
});

test.each(['0', 'false', 'off'])('a property that is off hides nothing: %s', async (value) => {
  const body = par(run('a', `<w:vanish w:val="${value}"/>`), run('b', '<w:vanish w:val="on"/>'));
  expect(told(await readDocx(await docx(body)))).toEqual(['text: a']);
});
