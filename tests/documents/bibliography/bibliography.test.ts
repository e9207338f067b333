import { describe, expect, test } from 'vitest';
import { bibtexOf } from '../../../lib/documents/bibliography/bibtex.ts';
import { cslOf, cslSchema } from '../../../lib/documents/bibliography/csl.ts';
import { bibliographicFacts } from '../../../lib/documents/bibliography/facts.ts';
import { xmpDate } from '../../../lib/documents/pdf/worker/xmp.ts';
import { paragraph } from '../http/seed-document.ts';

const FIRST_PAGE = [
  paragraph('On heat & steam', 1, { kind: 'heading', level: 1 }),
  paragraph('Published as https://doi.org/10.1000/heat_(1).2.', 1),
];

describe('what a document says of itself', () => {
  test('is taken from its metadata, else from its first page, each with its source', () => {
    const metadata = {
      Title: 'heat.docx',
      Author: 'Ada Byron; Ohm, Georg',
      CreationDate: "D:20240131120000+01'00'",
    };
    const facts = bibliographicFacts(metadata, FIRST_PAGE);
    expect(facts).toEqual({
      title: { value: 'On heat & steam', source: 'first_page' },
      authors: { value: ['Ada Byron', 'Ohm, Georg'], source: 'metadata' },
      doi: { value: '10.1000/heat_(1).2', source: 'first_page' },
      date: { value: [2024, 1, 31], source: 'creation_date' },
    });
    const csl = cslOf('job_1', facts);
    expect(cslSchema.parse(csl)).toEqual(csl);
    expect(csl[0]?.author).toEqual([
      { given: 'Ada', family: 'Byron' },
      { family: 'Ohm', given: 'Georg' },
    ]);
    expect(bibtexOf('job_1', facts)).toBe(
      [
        ...[
          '% title: first_page',
          '% authors: metadata',
          '% doi: first_page',
          '% date: creation_date',
          '@misc{job_1,',
        ],
        ...[
          '  title = {{On heat \\& steam}},',
          '  author = {Ada Byron and Ohm, Georg},',
          '  year = {2024},',
          '  month = jan,',
        ],
        ...['  doi = {10.1000/heat_(1).2},', '}', ''],
      ].join('\n'),
    );
  });

  test('is absent where it does not say it', () => {
    const facts = bibliographicFacts({ Title: 'Microsoft Word - Untitled', Author: ' ' }, []);
    expect(facts).toEqual({ title: null, authors: null, doi: null, date: null });
    expect(cslOf('job_1', facts)).toEqual([{ id: 'job_1', type: 'document', custom: { sources: {} } }]);
    expect(bibtexOf('job_1', facts)).toBe('@misc{job_1,\n}\n');
  });

  test('has the date that it says it came out, else one on its first page, else that of the file', () => {
    const CreationDate = "D:20240131120000+01'00'";
    const dateOf = (metadata: Record<string, string>, ...lines: string[]) => {
      const page = [paragraph('The declaration of 4 July 1776', 1, { kind: 'heading', level: 1 })];
      const facts = bibliographicFacts(metadata, [...page, ...lines.map((line) => paragraph(line, 1))]);
      return [facts.date?.value, facts.date?.source];
    };
    const arxiv = 'arXiv:1706.03762v5 [cs.CL] 6 Dec 2017';
    expect(dateOf({ CreationDate, Date: '2019-05' }, arxiv)).toEqual([[2019, 5], 'metadata']);
    expect(dateOf({ CreationDate, Date: '2024-01-31T11:00:00Z' }, arxiv)).toEqual([
      [2017, 12, 6],
      'first_page',
    ]);
    expect(dateOf({ CreationDate }, 'Received 03/04/2023', 'Published: März 2023')).toEqual([
      [2023, 3],
      'first_page',
    ]);
    expect(dateOf({ CreationDate }, 'Received 03/04/2023')).toEqual([[2023], 'first_page']);
    const prose = `${'The years since the war were long ones. '.repeat(3)}It ended on 8 May 1945.`;
    const later = 'To be read by 1 June 2031';
    expect(dateOf({ CreationDate }, prose, later, '1 May 2020 – 2 June 2021')).toEqual([
      [2024, 1, 31],
      'creation_date',
    ]);
    expect(dateOf({ Date: '12. Februar 1999' }, '')).toEqual([[1999, 2, 12], 'metadata']);
    expect(dateOf({ Date: '2019/05/04' })).toEqual([[2019, 5, 4], 'metadata']);
    expect(dateOf({ Date: 'soon' })).toEqual([undefined, undefined]);
  });

  test('has the date of its own XMP, not of a picture in it', () => {
    const packet = (text: string) =>
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>${text}</rdf:RDF></x:xmpmeta>`;
    const own = '<dc:format>application/pdf</dc:format>';
    const dates = '<dc:date><rdf:Seq><rdf:li>2017-06-12</rdf:li></rdf:Seq></dc:date>';
    const dateOf = (text: string) => xmpDate(Buffer.from(`%PDF-1.7 ${packet(text)} endstream`));
    expect(dateOf(own + dates)).toBe('2017-06-12');
    expect(
      dateOf(`<rdf:Description xmlns:pdf="http://ns.adobe.com/pdf/1.3/" prism:coverDate='2020-03'/>`),
    ).toBe('2020-03');
    expect(dateOf(dates)).toBe(null);
    expect(dateOf(own)).toBe(null);
    expect(xmpDate(Buffer.from('%PDF-1.7 </x:xmpmeta>'))).toBe(null);
  });
});
