import { expect, test } from 'vitest';
import { cleanText } from '../../../lib/documents/text/clean.ts';

test.each([
  ['of\uFB01ce and a\uFB04uent', 'office and affluent'],
  ['de\uF001ned, con\uF002ict', 'defined, conflict'],
  ['S\uF76D\uF761\uF76C\uF76C in \uF731\uF739\uF738\uF734', 'SMALL in 1984'],
  ['in\u0002formation', 'in\u00ADformation'],
])('ligatures, small capitals and old figures of %j are letters and digits', (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});
