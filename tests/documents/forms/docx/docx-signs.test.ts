import { expect, test } from 'vitest';
import { readDocx } from '../../../../lib/documents/forms/docx/docx-form.ts';
import { docx, p, wordPart } from '../files.ts';
import { par } from '../hand/word-runs.ts';
import { told } from '../told.ts';

const PARTING = ['w:tab', 'w:ptab', 'w:cr', 'w:br', 'w:br w:type="page"', 'w:br w:type="column"'];
const between = (sign: string): string => `<w:r><w:t>left</w:t><${sign}/><w:t>right</w:t></w:r>`;

test.each<[sign: string, expected: string]>([
  ...PARTING.map((sign): [string, string] => [sign, 'left right']),
  ['w:noBreakHyphen', 'left\u2011right'],
  ['w:softHyphen', 'leftright'],
  ['w:lastRenderedPageBreak', 'leftright'],
])('a sign between words is told in text and in comments: %s', async (sign, expected) => {
  const body = `${par(between(sign))}${par('<w:r><w:t>a</w:t><w:commentReference w:id="1"/></w:r>')}`;
  const comments = wordPart('comments', `<w:comment w:id="1">${par(between(sign))}</w:comment>`);
  const file = await readDocx(await docx(body + p('end'), { 'comments.xml': comments }));
  expect(told(file)).toEqual([`text: ${expected}`, 'text: a', `comment: ${expected}`, 'text: end']);
});
