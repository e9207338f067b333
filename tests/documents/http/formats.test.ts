import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idsOf } from '../../../lib/documents/text/paragraph-ids.ts';
import { type Api, api, faultsOf, problemOf } from '../../http/harness.ts';
import { insertJob } from '../../stocks/http/seed.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import {
  box,
  ENDED,
  insertDocumentJob,
  insertFindings,
  insertPages,
  insertReport,
  paragraph,
  plainLine,
  structure,
} from './seed-document.ts';

const JOB = 'job_book';
const PATH = `/api/jobs/${JOB}/result`;

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
  await insertBook();
});
afterAll(() => database.drop());

/** Five pages, of which 2 and 5 could not be read. */
async function insertBook(): Promise<void> {
  const { db } = service.jobs;
  await insertDocumentJob(db, JOB);
  await insertReport(db, JOB, { pages: 5, failed: 2 });
  const section = { level: 1, page: 1 };
  await insertFindings(db, JOB, {
    structure: structure({
      sections: [
        { ...section, title: 'One', path: ['One'], start: 0, end: 3 },
        { ...section, title: 'Two', path: ['Two'], start: 3, end: 5 },
      ],
    }),
    keywords: { keywords: [{ phrase: '=cmd', count: 2, pages: [1, 3], score: 1 }] },
    coverage: {
      ...{ words: 2, covered: 1, share: 0.5, list_words: 1, ignored: [] },
      found: [{ word: 'rain', rank: 1, count: 1, page: 1 }],
      uncovered: [{ word: '@home', count: 1, page: 3 }],
      learning_set: [{ rank: 1, text: '-1 is less.', page: 1, box: box(1), new_words: ['rain'], covered: 1 }],
    },
  });
  const rows = ['=1+1', '-3.5'].map((text) => [{ text, box: box(300), colSpan: 1, rowSpan: 1 }]);
  await insertPages(db, JOB, [
    {
      page: 1,
      body: {
        lines: [
          plainLine('One', 20),
          plainLine('It rain-', 40),
          plainLine('s. =SUM(A1)', 60),
          plainLine('• item', 400),
        ],
        tables: [{ box: box(300), header: false, spanning: false, rows }],
      },
      paragraphs: [
        paragraph('One', 1, { kind: 'heading', level: 1, ...at(20) }),
        paragraph('It rains. =SUM(A1) is text.', 1, at(40)),
        paragraph('• item', 1, { kind: 'list', ...at(400) }),
      ],
    },
    {
      page: 3,
      body: { text: 'Two\n\nend' },
      paragraphs: [paragraph('Two', 3, { kind: 'heading', level: 1 })],
    },
    { page: 4, body: { text: 'last' }, paragraphs: [paragraph('The last one.', 4)] },
  ]);
}

const at = (y0: number) => ({ box: box(y0), lines: [{ at: 0, page: 1, box: box(y0) }] });

async function textOf(query: string): Promise<string> {
  const response = await service.get(`${PATH}?${query}`);
  const text = await response.text();
  if (response.status !== 200) throw new Error(text);
  return text;
}

describe('a document as text', () => {
  test('has every page in order, unmended, and an empty one where a page could not be read', async () => {
    const text = await textOf('format=text');
    expect(text.split('\f')).toEqual([
      'One\nIt rain-\ns. =SUM(A1)\n=1+1\n-3.5\n• item',
      '',
      'Two\n\nend',
      'last',
      '',
    ]);
  });

  test.each([
    ['text/plain', 'text/plain; charset=utf-8', 'txt'],
    ['text/markdown', 'text/markdown; charset=utf-8', 'md'],
    ['application/x-ndjson', 'application/x-ndjson', 'jsonl'],
    ['text/csv', 'text/csv; charset=utf-8; header=present', 'sentences'],
  ])('is chosen by Accept: %s', async (accept, type, ending) => {
    const response = await service.get(PATH, { accept });
    expect(response.headers.get('content-type')).toBe(type);
    const name = ending === 'sentences' ? `${JOB}-sentences.csv` : `${JOB}.${ending}`;
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
    expect(response.headers.get('vary')).toContain('Accept');
  });

  test('is JSON for whoever takes everything, and 406 or 422 with the list where it has not what was asked for', async () => {
    expect((await service.get(PATH, { accept: '*/*' })).headers.get('content-type')).toMatch(/json/);
    const unlike = await problemOf(await service.get(PATH, { accept: 'text/calendar' }));
    expect(unlike).toMatchObject({ status: 406, detail: expect.stringContaining('application/x-ndjson') });
    const pdf = await problemOf(await service.get(`${PATH}?format=pdf`));
    expect(pdf).toMatchObject({
      status: 422,
      detail: expect.stringContaining('json, text, markdown, csv, html, jsonl'),
      errors: [{ path: 'format' }],
    });
  });

  test('is not offered for another kind of job', async () => {
    await insertJob(service.jobs.db, { id: 'job_stocks', ...ENDED });
    const response = await service.get('/api/jobs/job_stocks/result?format=markdown');
    expect(await faultsOf(response)).toEqual(['format not_offered']);
  });
});

describe('a document as Markdown', () => {
  test('has headings, lists, tables where they stand, and says which pages are missing', async () => {
    expect((await textOf('format=markdown')).trimEnd().split('\n\n')).toEqual([
      '# One',
      'It rains. =SUM(A1) is text.',
      '|  |\n| --- |\n| =1+1 |\n| -3.5 |',
      '- item',
      '> Page 2 is missing: it could not be read.',
      '# Two',
      'The last one.',
      '> Page 5 is missing: it could not be read.',
    ]);
  });
});

describe('a document as chunks', () => {
  test('has a JSON object a line, none across sections, each with its place', async () => {
    const p1 = idsOf('p', 1, ['One', 'It rains. =SUM(A1) is text.', '• item']);
    const lines = (await textOf('format=jsonl')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        ...{ chunk: 1, section: ['One'], page: 1 },
        text: 'One\n\nIt rains. =SUM(A1) is text.\n\n=1+1\n-3.5\n\n• item',
        paragraphs: [...p1.slice(0, 2), ...idsOf('t', 1, ['=1+1\n-3.5']), ...p1.slice(2)],
        places: [{ page: 1, box: { ...box(20), y1: 410 } }],
      },
      {
        ...{ chunk: 2, text: 'Two\n\nThe last one.', section: ['Two'], page: 3 },
        paragraphs: [...idsOf('p', 3, ['Two']), ...idsOf('p', 4, ['The last one.'])],
        places: [
          { page: 3, box: box(100) },
          { page: 4, box: box(100) },
        ],
      },
    ]);
  });
});

describe('a part of a document as CSV', () => {
  test('is its sentences unless said otherwise, safe from formulas', async () => {
    expect((await textOf('format=csv')).split('\r\n')).toEqual([
      'page,sentence,section,paragraph,x0,y0,x1,y1',
      '1,It rains.,One,2,50,40,500,50',
      "1,'=SUM(A1) is text.,One,2,50,40,500,50",
      '1,• item,One,3,50,400,500,410',
      '4,The last one.,Two,5,50,100,500,110',
      '',
    ]);
  });

  test.each([
    ['keywords', ["'=cmd,2,1,1 3"]],
    ['coverage', ['rain,yes,1,1,1', "'@home,no,,1,3"]],
    ['learning_set', ["1,'-1 is less.,1,rain,1,rain,yes"]],
  ])('%s names its columns and guards its cells', async (part, rows) => {
    const [header, ...lines] = (await textOf(`format=csv&part=${part}`)).trimEnd().split('\r\n');
    expect(header).toMatch(/^[a-z_,]+$/);
    expect(lines).toEqual(rows);
  });

  test('is a table by its page and number', async () => {
    const response = await service.get(`${PATH}?format=csv&table=1.1`);
    expect(response.headers.get('content-disposition')).toContain('-table-1.1.csv');
    expect(await response.text()).toBe("'=1+1\r\n-3.5\r\n");
  });

  test('is refused with the reason where it is not there', async () => {
    const codeOf = async (query: string) => {
      const { status, code, detail } = await problemOf(await service.get(`${PATH}?format=csv&${query}`));
      return [status, code, detail] as const;
    };
    expect(await codeOf('part=entities')).toEqual([
      404,
      'no_report',
      expect.stringContaining('"entities" failed'),
    ]);
    expect(await codeOf('table=1.2')).toEqual([
      404,
      'not_found',
      expect.stringContaining('page 1 has 1 table'),
    ]);
    expect(await codeOf('table=2.1')).toEqual([404, 'not_found', expect.stringContaining('was not read')]);
    expect(await codeOf('part=table')).toEqual([422, 'invalid_input', expect.stringContaining('table=12.1')]);
    expect(await codeOf('part=poems')).toEqual([
      422,
      'invalid_input',
      expect.stringContaining('learning_set'),
    ]);
    expect(await codeOf('table=a')).toEqual([422, 'invalid_input', expect.stringContaining('12.1')]);
  });
});

describe('a document whose paragraphs are missing', () => {
  test('is there as text, and refused with the reason as everything made of paragraphs', async () => {
    const { db } = service.jobs;
    await insertDocumentJob(db, 'job_torn', { ...ENDED, status: 'completed_with_errors' });
    await insertReport(db, 'job_torn', { pages: 2 });
    await insertFindings(db, 'job_torn', { structure: structure() });
    await insertPages(db, 'job_torn', [
      { page: 1, body: { text: 'one' } },
      { page: 2, body: { text: 'two' }, paragraphs: null },
    ]);
    const get = (format: string) => service.get(`/api/jobs/job_torn/result?format=${format}`);
    expect(await (await get('text')).text()).toBe('one\ftwo');
    for (const format of ['markdown', 'jsonl', 'csv']) {
      const { code, detail } = await problemOf(await get(format));
      expect([code, detail]).toEqual(['no_report', expect.stringContaining('paragraphs of 1 pages')]);
    }
  });
});

describe('a document whose pages have labels', () => {
  const get = async (path: string) => (await service.get(`/api/jobs/job_preface${path}`)).text();

  test('names them beside its pages in every format, and marks them in Markdown if asked', async () => {
    const { db } = service.jobs;
    await insertDocumentJob(db, 'job_preface');
    await insertReport(db, 'job_preface', { pages: 2, labels: ['i', 'ii'] });
    const sections = [{ title: 'One', level: 1, page: 2, path: ['One'], start: 0, end: 2 }];
    await insertFindings(db, 'job_preface', {
      structure: structure({ sections }),
      keywords: { keywords: [{ phrase: 'rain', count: 2, pages: [1, 2], score: 1 }] },
    });
    const own = [1, 2].map((page) => ({ page, paragraphs: [paragraph(`It rains on ${page}.`, page)] }));
    await insertPages(db, 'job_preface', own);
    const [report, first] = JSON.parse(await get('/result')).data;
    expect(report.sections).toMatchObject([{ page: 2, label: 'ii' }]);
    expect(report.document.outline).toMatchObject([{ page: 1, label: 'i' }]);
    expect(report.keywords).toMatchObject([{ pages: [1, 2], labels: ['i', 'ii'] }]);
    expect(first).toMatchObject({ page: 1, label: 'i' });
    expect(JSON.parse(await get('/pages/2'))).toMatchObject({ page: 2, label: 'ii' });
    expect(JSON.parse(await get('/pages')).data).toMatchObject([{ label: 'i' }, { label: 'ii' }]);
    const [chunk = ''] = (await get('/result?format=jsonl')).split('\n');
    expect(JSON.parse(chunk)).toMatchObject({ label: 'i', places: [{ label: 'i' }, { label: 'ii' }] });
    expect(await get('/result?format=csv')).toContain('page,label,sentence');
    expect(await get('/result?format=csv&part=offsets')).toContain('\r\nmarkdown,0,14,p1-');
    const marked = await get('/result?format=markdown&page_marks=true');
    expect(marked).toContain('<a id="page-2" title="ii"></a>It rains on 2.');
    expect(await get('/result?format=markdown')).not.toContain('<a ');
  });
});
