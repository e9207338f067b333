import { expect, test } from 'vitest';
import { readDocx } from '../../../../lib/documents/forms/docx/docx-form.ts';
import { docx, p, wordPart } from '../files.ts';
import { told } from '../told.ts';

const style = (id: string, name: string, basedOn = '', outline = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${
    basedOn === '' ? '' : `<w:basedOn w:val="${basedOn}"/>`
  }<w:pPr>${outline === '' ? '' : `<w:outlineLvl w:val="${outline}"/>`}</w:pPr></w:style>`;

/** How a paragraph of the style `Own` is told. */
const own = async (styles: string[], properties = ''): Promise<string[]> =>
  told(
    await readDocx(
      await docx(p('Tides', `<w:pStyle w:val="Own"/>${properties}`), {
        'styles.xml': wordPart('styles', styles.join('')),
      }),
    ),
  );

test.each([
  ['by its name', [style('Own', 'Chapter', 'a3'), style('a3', 'heading 2')], 2],
  ['by its outline', [style('Own', 'Chapter', 'a3'), style('a3', 'Other', '', '2')], 3],
  ['over more steps', [style('Own', 'a', 'b'), style('b', 'b', 'c'), style('c', 'Heading 3')], 3],
  ['by a German id', [style('Own', 'Kapitel', 'berschrift2'), style('berschrift2', 'H zwei')], 2],
  ['by a French id without a description', [style('Own', 'Chapitre', 'Titre1')], 1],
  ['by a Spanish id', [style('Own', 'Capítulo', 'Ttulo2')], 2],
  ['by a Swedish id', [style('Own', 'Kapitel', 'Rubrik4')], 4],
  ['by the nearest that says a level', [style('Own', 'a', 'b', '3'), style('b', 'heading 1')], 4],
])('a style based on a heading is one of its level: %s', async (_, styles, level) => {
  expect(await own(styles)).toEqual([`heading ${level}: Tides`]);
});

test.each([
  ['its outline is that of body text', [style('Own', 'a', 'b', '9'), style('b', 'heading 1', '', '0')]],
  ['one between says so', [style('Own', 'a', 'b'), style('b', 'b', 'c', '9'), style('c', 'heading 1')]],
  ['styles go round in a circle', [style('Own', 'a', 'b'), style('b', 'b', 'Own')]],
  ['a name only begins as a heading', [style('Own', 'heading 1 note', 'Heading1Char')]],
])('a style is no heading where %s', async (_, styles) => {
  expect(await own(styles)).toEqual(['text: Tides']);
});

test('a paragraph says of itself what it is, whatever its style', async () => {
  const styles = [style('Own', 'a', 'b'), style('b', 'heading 1')];
  expect(await own(styles, '<w:outlineLvl w:val="9"/>')).toEqual(['text: Tides']);
  expect(await own(styles, '<w:outlineLvl w:val="1"/>')).toEqual(['heading 2: Tides']);
});
