import { expect, test } from 'vitest';
import { readDocx } from '../../../../lib/documents/forms/docx/docx-form.ts';
import { docx, p } from '../files.ts';
import { told } from '../told.ts';

const CHUNK = '<w:altChunk r:id="rId9"><w:altChunkPr/></w:altChunk>';

test('a file within it that Word shows as part of the text is missed aloud', async () => {
  const one = await readDocx(await docx(`${p('before')}${CHUNK}${p('after')}`));
  expect(told(one)).toEqual(['text: before', 'text: after']);
  expect(one.remarks).toEqual([
    'The text of 1 file within it, which Word shows in its place (altChunk), is not read: save the document in Word once.',
  ]);
  const two = await readDocx(await docx(`${CHUNK}${p('between')}${CHUNK}`));
  expect(two.remarks.join()).toContain('The text of 2 files within it');
});
