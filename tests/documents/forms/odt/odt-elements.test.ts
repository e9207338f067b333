import { expect, test } from 'vitest';
import { readOdt } from '../../../../lib/documents/forms/odt/odt-form.ts';
import { odt } from '../files.ts';
import { told } from '../told.ts';

test.each(['table-of-content', 'illustration-index', 'table-index', 'object-index', 'user-index'])(
  'lists of what a text has are contents, without their source: %s',
  async (name) => {
    const body = `<text:${name}><text:${name}-source><text:p>source</text:p></text:${name}-source><text:index-body><text:p>Pier 2</text:p></text:index-body></text:${name}><text:p>Tides rise.</text:p>`;
    expect(told(await readOdt(await odt(body)))).toEqual(['contents: Pier 2', 'text: Tides rise.']);
  },
);

test.each(['meta:creator-initials', 'loext:sender-initials'])('a comment has no %s in it', async (name) => {
  const comment = `<office:annotation><dc:creator>Ann Bo</dc:creator><${name}>AB</${name}><text:p>Sure?</text:p></office:annotation>`;
  expect(told(await readOdt(await odt(`<text:p>a${comment}</text:p>`)))).toEqual([
    ...['text: a', 'comment: Ann Bo: Sure?'],
  ]);
});

test.each([
  ['its title behind it', '<draw:image/><svg:title>The pier</svg:title>'],
  ['its title before it', '<svg:title>The pier</svg:title><draw:image/>'],
  [
    'its description rather than the title',
    '<draw:image/><svg:title>P</svg:title><svg:desc>The pier</svg:desc>',
  ],
])('a picture is told by %s', async (_, content) => {
  const file = await readOdt(await odt(`<text:p><draw:frame>${content}</draw:frame></text:p>`));
  expect(told(file)).toEqual(['image: The pier']);
});
