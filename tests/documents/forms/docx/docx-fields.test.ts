import { describe, expect, test } from 'vitest';
import { readDocx } from '../../../../lib/documents/forms/docx/docx-form.ts';
import { docx, p } from '../files.ts';
import { par, run } from '../hand/word-runs.ts';
import { told } from '../told.ts';

const mark = (type: string, content = ''): string =>
  `<w:r><w:fldChar w:fldCharType="${type}">${content}</w:fldChar></w:r>`;
const [BEGIN, SEPARATE, END] = [mark('begin'), mark('separate'), mark('end')];
const code = (text: string): string => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`;
const field = (told: string, ...shown: string[]): string =>
  [BEGIN, code(told), SEPARATE, ...shown, END].join('');
const read = async (body: string): Promise<string[]> => told(await readDocx(await docx(body)));

describe('of the fields of a DOCX', () => {
  const pageIs = BEGIN + code(' IF ') + field(' PAGE ', run('9')) + code(' = 1 "a" "b" ');

  test.each([
    ['a field in the instruction of another', par(pageIs, SEPARATE, run('shown'), END), ['text: shown']],
    [
      'simple fields and links in an instruction',
      par(
        ...[BEGIN, code(' IF '), '<w:fldSimple w:instr=" PAGE ">', run('9'), '</w:fldSimple>'],
        ...['<w:hyperlink w:anchor="a">', run('8'), '</w:hyperlink>', code(' = 1 '), SEPARATE, run('b'), END],
      ),
      ['text: b'],
    ],
    [
      'fields within a result, simple ones too',
      par(
        field(' HYPERLINK "https://a.example/" ', run('page '), field(' PAGE ', run('3'))),
        '<w:fldSimple w:instr=" REF a ">',
        field(' DATE ', run(', today')),
        '</w:fldSimple>',
      ),
      ['text: page 3, today'],
    ],
    [
      'an instruction over paragraphs',
      par(pageIs) + par(code(' more '), field(' NUMPAGES ', run('12'))) + par(SEPARATE, run('shown'), END),
      ['text: shown'],
    ],
    [
      'a result over paragraphs',
      par(BEGIN, code(' INCLUDETEXT '), SEPARATE, run('one')) + p('two') + par(run('three'), END),
      ['text: one', 'text: two', 'text: three'],
    ],
    [
      'a field without a result',
      par(
        run('a'),
        BEGIN,
        code(' XE "x" '),
        END,
        run('b'),
        BEGIN,
        code(' IF '),
        field(' PAGE ', run('9')),
        END,
      ),
      ['text: ab'],
    ],
    [
      'a button, which shows the end of its instruction',
      par(BEGIN, code(' MACROBUTTON NoMacro [Name here] '), END),
      ['text: [Name here]'],
    ],
  ])('only results are text: %s', async (_, body, expected) => {
    expect(await read(body)).toEqual(expected);
  });

  test.each([
    ['an end without a begin', par(END, SEPARATE, run('a'), END, run('b')), ['text: ab']],
    ['a begin without an end', par(run('a '), BEGIN, run('b')) + p('c'), ['text: a b', 'text: c']],
    [
      'an instruction without an end, before a whole field',
      par(BEGIN, code(' PAGE '), run('of ten')) + par(field(' IF ', run('b'))),
      ['text: of ten', 'text: b'],
    ],
    [
      'a result without an end',
      par(BEGIN, code(' REF a '), SEPARATE, run('a')) + p('b'),
      ['text: a', 'text: b'],
    ],
    [
      'a simple field with a begin in it',
      par('<w:fldSimple w:instr=" REF a ">', BEGIN, '</w:fldSimple>', run('b')) + p('c'),
      ['text: b', 'text: c'],
    ],
  ])('nothing is lost behind marks without their pair: %s', async (_, body, expected) => {
    expect(await read(body)).toEqual(expected);
  });
});

describe('fields of forms', () => {
  const form = (told: string, data: string, ...shown: string[]): string =>
    par(
      mark('begin', `<w:ffData><w:name w:val="f"/>${data}</w:ffData>`),
      code(told),
      SEPARATE,
      ...shown,
      END,
    );
  const box = (data: string): string =>
    form(' FORMCHECKBOX ', `<w:checkBox><w:sizeAuto/>${data}</w:checkBox>`);
  const list = (data: string): string =>
    form(
      ' FORMDROPDOWN ',
      `<w:ddList>${data}<w:listEntry w:val="low"/><w:listEntry w:val="high"/></w:ddList>`,
    );

  test('show whether boxes are checked, as first set where nobody has', async () => {
    const boxes = [
      ...['<w:default w:val="0"/>', '<w:default w:val="1"/>', '<w:default w:val="1"/><w:checked w:val="0"/>'],
      '<w:default w:val="0"/><w:checked/>',
    ];
    expect(await read(boxes.map(box).join(''))).toEqual(['text: ☐', 'text: ☑', 'text: ☐', 'text: ☑']);
  });

  test('show the entry that is chosen, and text as typed', async () => {
    expect(
      await read(
        list('<w:result w:val="1"/>') +
          list('') +
          list('<w:default w:val="1"/>') +
          form(' FORMTEXT ', '<w:textInput><w:default w:val="name"/></w:textInput>', run('Ann')),
      ),
    ).toEqual(['text: high', 'text: low', 'text: high', 'text: Ann']);
  });

  test('have a result once where the file gives it', async () => {
    expect(
      await read(form(' FORMDROPDOWN ', '<w:ddList><w:listEntry w:val="low"/></w:ddList>', run('low'))),
    ).toEqual(['text: low']);
  });
});

describe('a table of contents that is a mere field', () => {
  const entry = (title: string, page: string): string =>
    `<w:hyperlink w:anchor="_Toc${page}">${run(title)}<w:r><w:tab/></w:r>${field(` PAGEREF _Toc${page} \\h `, run(page))}</w:hyperlink>`;

  test('is contents in all its lines, not beyond', async () => {
    const toc =
      par(BEGIN, code(' TOC \\o "1-3" \\h '), SEPARATE, entry('Tides', '1')) + par(entry('Springs', '4'));
    expect(await read(`${p('Before')}${toc}${par(END)}${p('Tides rise.')}`)).toEqual([
      ...['text: Before', 'contents: Tides 1', 'contents: Springs 4', 'text: Tides rise.'],
    ]);
    expect(await read(`${toc}${par(END, run('Tides rise.'))}`)).toEqual([
      ...['contents: Tides 1', 'contents: Springs 4', 'text: Tides rise.'],
    ]);
    expect(await read(par('<w:fldSimple w:instr="TOC">', run('Tides 1'), '</w:fldSimple>') + p('b'))).toEqual(
      [...['contents: Tides 1', 'text: b']],
    );
  });

  test('ends before a heading where its end is missing', async () => {
    const body =
      par(BEGIN, code('TOC \\h'), SEPARATE, run('Tides 1')) +
      p('Tides', '<w:pStyle w:val="H1"/>') +
      p('Rise.');
    expect(await read(body)).toEqual(['contents: Tides 1', 'heading 1: Tides', 'text: Rise.']);
  });
});
