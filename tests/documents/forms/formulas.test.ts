import { expect, test } from 'vitest';
import { readDocx } from '../../../lib/documents/forms/docx/docx-form.ts';
import { readHtml } from '../../../lib/documents/forms/html/html-form.ts';
import { readOdt } from '../../../lib/documents/forms/odt/odt-form.ts';
import { readPptx } from '../../../lib/documents/forms/pptx/pptx-form.ts';
import { docx, odt, pptx } from './files.ts';
import { told } from './told.ts';

const M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
const r = (text: string): string => `<m:r><m:t>${text}</m:t></m:r>`;

const OMML: readonly [string, string][] = [
  [`<m:f><m:num>${r('a+b')}</m:num><m:den>${r('c')}</m:den></m:f>`, '(a+b)/c'],
  [
    `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${r('i=1')}</m:sub><m:sup>${r('n')}</m:sup><m:e>${r('x')}</m:e></m:nary>`,
    '∑ᵢ₌₁ⁿx',
  ],
  [`<m:nary><m:naryPr/><m:sub/><m:sup/><m:e>${r('x')}</m:e></m:nary>`, '∫x'],
  [`<m:rad><m:deg>${r('3')}</m:deg><m:e>${r('x+1')}</m:e></m:rad>`, '³√(x+1)'],
  [
    `<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e><m:m><m:mr><m:e>${r('1')}</m:e><m:e>${r('2')}</m:e></m:mr><m:mr><m:e>${r('3')}</m:e><m:e>${r('4')}</m:e></m:mr></m:m></m:e></m:d>`,
    '[1 2; 3 4]',
  ],
  [`<m:func><m:fName>${r('sin')}</m:fName><m:e>${r('x')}</m:e></m:func>`, 'sin x'],
  [`<m:acc><m:accPr><m:chr m:val="\u0304"/></m:accPr><m:e>${r('x')}</m:e></m:acc>`, 'x\u0304'],
];

test.each(OMML)('formula %# of Office MathML loses no sign', async (formula, text) => {
  const inWord = `<w:p><w:r><w:t>It is </w:t></w:r><m:oMath ${M}>${formula}</m:oMath></w:p>`;
  expect(told(await readDocx(await docx(inWord)))).toEqual([`text: It is ${text}`]);
  const content = `<p:sp><p:txBody><a:p><a:r><a:t>It is </a:t></a:r><m:oMath ${M}>${formula}</m:oMath></a:p></p:txBody></p:sp>`;
  expect(told(await readPptx(await pptx([{ content }])))).toEqual(['---', `text: It is ${text}`]);
});

test('formulas that are displayed one below the other are parted', async () => {
  const both = `<m:oMathPara ${M}><m:oMath>${r('x=1')}</m:oMath><m:oMath>${r('y=2')}</m:oMath></m:oMathPara>`;
  const after = `<m:oMath ${M}>${r('z')}</m:oMath>`;
  const word = await readDocx(
    await docx(`<w:p>${both}<w:r><w:t>where </w:t></w:r>${after}<w:r><w:t>.</w:t></w:r></w:p>`),
  );
  expect(told(word)).toEqual(['text: x=1 y=2 where z.']);
  const content = `<p:sp><p:txBody><a:p>${both}<a:r><a:t>where </a:t></a:r>${after}<a:r><a:t>.</a:t></a:r></a:p></p:txBody></p:sp>`;
  expect(told(await readPptx(await pptx([{ content }])))).toEqual(['---', 'text: x=1 y=2 where z.']);
});

const MATHML: readonly [string, string][] = [
  ['<mi>E</mi><mo>=</mo><msup><mi>c</mi><mn>2</mn></msup>', 'E=c²'],
  ['<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>', '(a+b)/c'],
  ['<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><msqrt><mi>x</mi><mi>y</mi></msqrt>', '∑ᵢⁿ√xy'],
  ['<mover><mi>x</mi><mo>¯</mo></mover><mo>\u2062</mo><mi>y</mi>', 'x\u0304y'],
  [
    '<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable>',
    '1 2; 3',
  ],
  ['<semantics><mi>x</mi><annotation>\\x</annotation></semantics>', 'x'],
];

test.each(MATHML)('formula %# of MathML loses no sign', async (formula, text) => {
  const file = readHtml(Buffer.from(`<html><p>It is <math>${formula}</math>.</p>`));
  expect(told(file)).toEqual([`text: It is ${text}.`]);
  const object = `<math xmlns="http://www.w3.org/1998/Math/MathML">${formula}</math>`;
  const body =
    '<text:p>It is <draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="x"/></draw:frame>.</text:p>';
  const odf = await readOdt(await odt(body, '', { 'Object 1/content.xml': object }));
  expect(told(odf)).toEqual([`text: It is ${text}.`]);
  expect(odf.images).toBe(0);
});
