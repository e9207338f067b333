import { describe, expect, test } from 'vitest';
import { bibtexOf } from '../../../lib/documents/bibliography/bibtex.ts';
import { cslOf, cslSchema } from '../../../lib/documents/bibliography/csl.ts';
import { bibliographicFacts } from '../../../lib/documents/bibliography/facts.ts';
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
      year: { value: 2024, source: 'metadata' },
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
          '% year: metadata',
          '@misc{job_1,',
        ],
        ...['  title = {{On heat \\& steam}},', '  author = {Ada Byron and Ohm, Georg},', '  year = {2024},'],
        ...['  doi = {10.1000/heat_(1).2},', '}', ''],
      ].join('\n'),
    );
  });

  test('is absent where it does not say it', () => {
    const facts = bibliographicFacts({ Title: 'Microsoft Word - Untitled', Author: ' ' }, []);
    expect(facts).toEqual({ title: null, authors: null, doi: null, year: null });
    expect(cslOf('job_1', facts)).toEqual([{ id: 'job_1', type: 'document', custom: { sources: {} } }]);
    expect(bibtexOf('job_1', facts)).toBe('@misc{job_1,\n}\n');
  });
});
