import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse as parseCsv } from 'csv-parse/sync';
import { marked } from 'marked';
import { type DefaultTreeAdapterTypes, parse as parseHtml } from 'parse5';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Api, api } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { docx, epub, p, wordPart } from '../forms/files.ts';
import { twoColumns } from '../pdf/good.ts';
import { documentAnalyzer, finished } from '../run-document.ts';
import { bibtexEntries } from './bibtex-entries.ts';
import { textOfHtml } from './html-text.ts';
import { lettersKept } from './letters.ts';

const note = `<w:p><w:r><w:t>A cell &amp; a &lt;mark&gt; count tides.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>`;
const row = (...cells: string[]) => `<w:tr>${cells.map((cell) => `<w:tc>${p(cell)}</w:tc>`).join('')}</w:tr>`;
const PAGE = `<!doctype html><html lang="en"><head><title>Of {tides} &amp; 50% of "ropes"_</title>
<meta name="author" content="Ada Byron; Müller, Jörg"><meta name="citation_publication_date" content="2019/05/04">
</head><body><main><h1>Tides</h1><p>${'The harbour counts its tides and its ropes. '.repeat(8)}</p>
<ol><li>one *star* <b>bold</b></li><li>two_under_score</li></ol>
<table><tr><th>a | b</th><th>c</th></tr><tr><td>1 &lt; 2</td><td>x<br>y</td></tr></table>
<pre>if (a &lt; b) {\n  go();\n}</pre><p>DOI 10.1000/182 was found.</p></main></body></html>`;

/** One of each: columns, a table with notes, the web, chapters, and a picture without text. */
const FILES: Record<string, () => Promise<Uint8Array>> = {
  columns: async () => twoColumns(),
  docx: () =>
    docx(
      `${p('On tides', '<w:pStyle w:val="H1"/>')}${note}<w:tbl>${row('port', 'tide')}${row('Hull', '4.6')}</w:tbl>`,
      {
        'footnotes.xml': wordPart('footnotes', `<w:footnote w:id="2">${p('Of [all] years.')}</w:footnote>`),
      },
    ),
  html: async () => Buffer.from(PAGE),
  epub: () => epub(['<h1>One</h1><p>It rains on the harbour.</p>', '<h1>Two</h1><p>The keeper sleeps.</p>']),
  picture: () => readFile(new URL('../pictures/files/text.jpg', import.meta.url)),
};
const LIST = 'the\nharbour\ntides\nenough\nwords\nkeeper\nsleeps\nrains\n';

let database: FreshDatabase;
let service: Api;
const jobs = new Map<string, string>();
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
  // One for all, so that its threads start once.
  const analyzer = documentAnalyzer(service.jobs.db);
  for (const [name, bytes] of Object.entries(FILES)) {
    const id = await finished(service.jobs, await bytes(), { analyzer, input: { frequency_list: LIST } });
    jobs.set(name, id);
  }
}, 120_000);
afterAll(() => database.drop());

async function resultOf(name: string, query: string): Promise<string> {
  const response = await service.get(`/api/v1/jobs/${jobs.get(name)}/result?${query}`);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${name}: ${text}`);
  return text;
}

type Node = DefaultTreeAdapterTypes.ChildNode;

function attributesIn(nodes: readonly Node[], named: string): string[] {
  return nodes.flatMap((node) => [
    ...('attrs' in node ? node.attrs.flatMap(({ name, value }) => (name === named ? [value] : [])) : []),
    ...('childNodes' in node ? attributesIn(node.childNodes, named) : []),
  ]);
}

/** CSL-JSON 1.0.2, csl-data.json: the types of the fields that are used; names and dates hold no other keys. */
const cslItem = z.array(
  z.strictObject({
    id: z.string(),
    type: z.enum(['article', 'book', 'document', 'report', 'thesis', 'webpage']),
    title: z.string().optional(),
    author: z
      .array(
        z.strictObject({ family: z.string(), given: z.string() }).or(z.strictObject({ literal: z.string() })),
      )
      .optional(),
    DOI: z.string().optional(),
    issued: z.strictObject({ 'date-parts': z.tuple([z.tuple([z.int()], z.int())]) }).optional(),
    custom: z.looseObject({}).optional(),
  }),
);

describe('every output of every kind of document', () => {
  test('as a model is valid by the JSON Schema that is served', async () => {
    const schema = z.looseObject({}).parse(await (await service.get('/api/v1/documents/schema')).json());
    const validate = new Ajv2020({ allErrors: true }).compile(schema);
    for (const name of jobs.keys()) {
      const model: unknown = JSON.parse(await resultOf(name, 'format=model'));
      expect(validate(model), `${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
    }
    expect(validate({ schema: '/api/v1/documents/schema', model_version: 1, pages: [] })).toBe(false);
  });

  test('as HTML is well-formed, and its ids are unique and lead somewhere', async () => {
    for (const name of jobs.keys()) {
      const errors: string[] = [];
      const html = await resultOf(name, 'format=html');
      const tree = parseHtml(html, {
        onParseError: ({ code, startLine }) => errors.push(`${code} ${startLine}`),
      });
      expect(errors, name).toEqual([]);
      const ids = attributesIn(tree.childNodes, 'id');
      expect(ids.length, name).toBeGreaterThan(0);
      expect(new Set(ids).size, name).toBe(ids.length);
      const links = attributesIn(tree.childNodes, 'href').filter((href) => href.startsWith('#'));
      expect(links.filter((link) => !ids.includes(link.slice(1)))).toEqual([]);
    }
  });

  test('as Markdown, through HTML, and as HTML keeps every letter of the chunks', async () => {
    for (const name of jobs.keys()) {
      const chunks = (await resultOf(name, 'format=jsonl')).split('\n').filter((line) => line !== '');
      const said = chunks
        .map((line) => z.object({ text: z.string() }).parse(JSON.parse(line)).text)
        .join('\n');
      if (name !== 'picture') expect(said.length, name).toBeGreaterThan(30);
      const markdown = textOfHtml(await marked.parse(await resultOf(name, 'format=markdown')));
      expect(lettersKept(said, [markdown]), name).toBe(1);
      expect(lettersKept(said, [textOfHtml(await resultOf(name, 'format=html'))]), name).toBe(1);
    }
  });

  test('as CSL-JSON and BibTeX is read back as what it is of', async () => {
    for (const name of jobs.keys()) {
      const [item] = cslItem.parse(JSON.parse(await resultOf(name, 'format=csl')));
      const [entry, ...others] = bibtexEntries(await resultOf(name, 'format=bibtex'));
      expect(others).toEqual([]);
      expect(entry).toMatchObject({ type: 'misc', key: jobs.get(name) });
      const year = item?.issued?.['date-parts'][0][0];
      expect(entry?.fields['year'], name).toBe(year === undefined ? undefined : String(year));
      expect(entry?.fields['doi'], name).toBe(item?.DOI);
      expect((entry?.fields['author'] ?? '').split(' and ').filter(Boolean).length).toBe(
        item?.author?.length ?? 0,
      );
    }
    expect(cslItem.parse(JSON.parse(await resultOf('html', 'format=csl')))).toMatchObject([
      {
        title: 'Of {tides} & 50% of "ropes"_',
        author: [
          { family: 'Byron', given: 'Ada' },
          { family: 'Müller', given: 'Jörg' },
        ],
        issued: { 'date-parts': [[2019, 5, 4]] },
        DOI: '10.1000/182',
      },
    ]);
  });

  test('as CSV and for Anki is read back, every row as wide as its head', async () => {
    for (const name of jobs.keys()) {
      for (const part of ['sentences', 'keywords', 'entities', 'coverage', 'learning_set', 'offsets'])
        expect(parseCsv(await resultOf(name, `format=csv&part=${part}`), { columns: true })).toBeDefined();
      const anki = parseCsv(await resultOf(name, 'format=anki'), { delimiter: '\t', comment: '#' });
      const rows = z.array(z.array(z.string()).length(4)).parse(anki);
      const csv = z
        .array(
          z.object({
            sentence: z.string(),
            new_words: z.string(),
            lemmas: z.string(),
            lemmatized: z.enum(['yes', 'no']),
          }),
        )
        .parse(parseCsv(await resultOf(name, 'format=csv&part=learning_set'), { columns: true }));
      expect(rows.map(([sentence, words]) => [sentence, words?.replaceAll(',', '')])).toEqual(
        csv.map(({ sentence, new_words: words }) => [sentence.replaceAll(/\s+/g, ' '), words]),
      );
    }
    const set = await resultOf('html', 'format=csv&part=learning_set&known_words=tide');
    expect(set).toContain(',the harbour,1,the harbor,yes');
  });
});
