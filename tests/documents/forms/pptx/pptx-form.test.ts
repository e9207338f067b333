import { expect, test } from 'vitest';
import { readPptx } from '../../../../lib/documents/forms/pptx/pptx-form.ts';
import { pptx, shape } from '../files.ts';
import { told } from '../told.ts';

const SAID = 'descr="said"';
const properties = (kind: string, how: string): string =>
  `<p:nv${kind}Pr><p:cNvPr id="2" name="a" ${how}/><p:cNv${kind}Pr/><p:nvPr/></p:nv${kind}Pr>`;
const text = (content: string): string => `<p:txBody><a:p><a:r><a:t>${content}</a:t></a:r></a:p></p:txBody>`;
const box = (content: string, how = ''): string => `<p:sp>${properties('Sp', how)}${text(content)}</p:sp>`;
const table = (content: string, how: string): string =>
  `<p:graphicFrame>${properties('GraphicFrame', how)}<a:graphic><a:graphicData><a:tbl><a:tr><a:tc>${text(content)}</a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
const group = (how: string, ...content: string[]): string =>
  `<p:grpSp>${properties('GrpSp', how)}${content.join('')}</p:grpSp>`;
const picture = (how: string): string => `<p:pic>${properties('Pic', how)}<p:blipFill/></p:pic>`;
const read = async (content: string) => readPptx(await pptx([{ content }]));

test.each([
  ['a shape', box('hushed', 'hidden="1"')],
  ['a picture', picture(`${SAID} hidden="true"`)],
  ['a table', table('hushed', 'hidden="1"')],
  [
    'a group with all in it',
    group('hidden="1"', box('hushed'), group('', picture(SAID), table('hushed', ''))),
  ],
  ['one with a hidden one in it', group('hidden="1"', box('hushed', 'hidden="1"'))],
])('what a slide hides is left out and counted: %s', async (_, hidden) => {
  const file = await read(
    box('before') + hidden + group('hidden="0"', box('within')) + shape('body', 'after'),
  );
  expect(told(file)).toEqual(['---', 'text: before', 'text: within', 'list 1: • after']);
  expect(file.images).toBe(0);
  expect(file.remarks).toEqual(['1 hidden shape is left out.']);
});

test('hidden shapes of all slides are counted together', async () => {
  const content = box('hushed', 'hidden="1"') + picture(SAID);
  const file = await readPptx(await pptx([{ content }, { content }]));
  expect(told(file)).toEqual(['---', 'image: said', '---', 'image: said']);
  expect(file.remarks).toEqual(['2 hidden shapes are left out.']);
});

test('a title is read before what stands before it in the file, each on its slide', async () => {
  const file = await readPptx(
    await pptx([
      { content: picture(SAID) + shape('body', 'one') + shape('title', 'First'), notes: 'Slowly.' },
      { content: table('cell', '') + shape('ctrTitle', 'Second', 'line') + shape('subTitle', 'under') },
    ]),
  );
  expect(told(file)).toEqual([
    ...['---', 'heading 1: First', 'image: said', 'list 1: • one', 'speaker_notes: Slowly.'],
    ...['---', 'heading 1: Second', 'heading 1: line', 'table 0: cell', 'text: under'],
  ]);
});

test.each([
  ['a table', table('cell', SAID), ['table 0: cell']],
  ['a chart', `<p:graphicFrame>${properties('GraphicFrame', SAID)}<a:graphic/></p:graphicFrame>`, []],
  ['a shape', box('on it', SAID), ['text: on it']],
  ['a line', `<p:cxnSp>${properties('CxnSp', SAID)}</p:cxnSp>`, []],
])('what is said of a drawing is told after it, of no other: %s', async (_, drawing, itself) => {
  const file = await read(drawing + picture('') + box('after'));
  expect(told(file)).toEqual(['---', ...itself, 'image: said', 'text: after']);
});
