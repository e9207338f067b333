import { expect, test } from 'vitest';
import { readDocx } from '../../../lib/documents/forms/docx/docx-form.ts';
import { readOdt } from '../../../lib/documents/forms/odt/odt-form.ts';
import { readPptx } from '../../../lib/documents/forms/pptx/pptx-form.ts';
import { docx, odt, p, pptx, wordPart } from './files.ts';
import { told } from './told.ts';

const STYLE = (id: string): string => `<w:pStyle w:val="${id}"/>`;
const style = (id: string, name: string, font = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${font === '' ? '' : `<w:rPr><w:rFonts w:ascii="${font}"/></w:rPr>`}</w:style>`;
const normal = (font: string): string =>
  `<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/><w:rPr><w:rFonts w:ascii="${font}"/></w:rPr></w:style>`;
const LINES =
  p('if x:', STYLE('S')) + p('', STYLE('S')) + p('  y(  )', STYLE('S')) + p('Text.') + p('z', STYLE('F'));

test('paragraphs of a DOCX in a style of listings are code, a line each', async () => {
  const styles = normal('Times') + style('S', 'Source Code') + style('F', 'My own', 'Consolas');
  const file = await readDocx(await docx(LINES, { 'styles.xml': wordPart('styles', styles) }));
  expect(told(file)).toEqual(['code: if x:\n\n  y(  )', 'text: Text.', 'code: z']);
});

test('a DOCX that is typewritten throughout is no code', async () => {
  const styles = normal('Courier New') + style('F', 'My own', 'Courier New');
  const file = await readDocx(await docx(p('z', STYLE('F')), { 'styles.xml': wordPart('styles', styles) }));
  expect(told(file)).toEqual(['text: z']);
});

test('lines of a DOCX that break within a paragraph of code stay lines', async () => {
  const body = `<w:p><w:pPr>${STYLE('S')}</w:pPr><w:r><w:t>a</w:t><w:br/><w:tab/><w:t>b</w:t></w:r></w:p>`;
  const styles = wordPart('styles', style('S', 'HTML Preformatted'));
  expect(told(await readDocx(await docx(body, { 'styles.xml': styles })))).toEqual(['code: a\n\tb']);
});

test('preformatted paragraphs of an ODT are code, with their spaces', async () => {
  const line = (text: string): string => `<text:p text:style-name="Preformatted_20_Text">${text}</text:p>`;
  const styles = '<style:style style:name="Preformatted_20_Text" style:display-name="Preformatted Text"/>';
  const body = `${line('if x:')}${line('')}${line('<text:s text:c="4"/>y()')}<text:p>Text.</text:p>`;
  expect(told(await readOdt(await odt(body, styles)))).toEqual(['code: if x:\n\n    y()', 'text: Text.']);
});

test('a paragraph of a slide is code if all of it is monospaced', async () => {
  const run = (text: string, font: string): string =>
    `<a:r><a:rPr><a:latin typeface="${font}"/></a:rPr><a:t>${text}</a:t></a:r>`;
  const content = `<p:sp><p:nvSpPr><p:nvPr/></p:nvSpPr><p:txBody>
    <a:p>${run('x  = ', 'Courier New')}${run('1', 'Consolas')}</a:p>
    <a:p>${run('f()', 'Courier')}${run(' is a call', 'Calibri')}</a:p></p:txBody></p:sp>`;
  expect(told(await readPptx(await pptx([{ content }])))).toEqual([
    ...['---', 'code: x  = 1', 'text: f() is a call'],
  ]);
});

test('code of a slide keeps the spaces that it begins with, whatever sign follows', async () => {
  const run = (text: string): string =>
    `<a:r><a:rPr><a:latin typeface="Courier"/></a:rPr><a:t>${text}</a:t></a:r>`;
  const plain = '<a:r><a:t>in rows</a:t></a:r>';
  const content = `<p:sp><p:nvSpPr><p:nvPr/></p:nvSpPr><p:txBody>
    <a:p>${run('  &lt;a/&gt;')}</a:p><a:p>${run('  ')}${run('  &amp;b')}</a:p><a:p>${run('   ')}${plain}</a:p>
    <a:p>${run(' ')}</a:p><a:p>${plain}</a:p></p:txBody></p:sp>`;
  expect(told(await readPptx(await pptx([{ content }])))).toEqual([
    ...['---', 'code:   <a/>\n    &b', 'text: in rows', 'text: in rows'],
  ]);
});
