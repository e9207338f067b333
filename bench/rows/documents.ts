import type { PoolClient } from '@neondatabase/serverless';
import { packText } from '../../lib/core/packed-text.ts';
import type { Database } from '../../lib/db/client.ts';
import { packParagraphs } from '../../lib/documents/records/stored-page.ts';
import { askedWords } from '../../lib/documents/search/asked-words.ts';
import { findNames } from '../../lib/documents/search/find-names.ts';
import { FIRST_PLACE } from '../../lib/documents/search/hit-place.ts';
import { searchPages } from '../../lib/documents/search/search.ts';
import type { Call } from './calls.ts';
import { seeding } from './seeding.ts';

const OWNER = 'reader';
const DOCUMENTS = 1_000;
const PAGES = 50;
/** Different pages; each stands in 25 documents. */
const TEXTS = 2_000;
const WORDS = 400;
const VOCABULARY = 20_000;
/** 99th percentile in the database, milliseconds. */
const BUDGET_MS = 50;

const SYLLABLES = [
  'ba',
  'co',
  'di',
  'fen',
  'gar',
  'lo',
  'mi',
  'nor',
  'pel',
  'ran',
  'sti',
  'tu',
  'ver',
  'zen',
];

/** The word of a rank, made of syllables; every third is a plural. */
function word(rank: number): string {
  let [text, left] = ['', rank + SYLLABLES.length];
  for (; left > 0; left = Math.floor(left / SYLLABLES.length)) text += SYLLABLES[left % SYLLABLES.length];
  return rank % 3 === 0 ? `${text}s` : text;
}

/** Evenly spread numbers from 0 to 1 (Weyl's sequence of the golden ratio). */
const spread = (n: number): number => (n * 0.618_033_988_749_895) % 1;

/** Ranks as often as Zipf's law has it. */
const rankOf = (n: number): number => Math.floor(VOCABULARY ** spread(n)) - 1;

const textOf = (page: number): string =>
  Array.from({ length: WORDS }, (_, at) => word(rankOf(page * WORDS + at))).join(' ');

async function insertTexts(client: PoolClient): Promise<void> {
  await client.query('create temp table texts (n int, words tsvector, body text, paragraphs text)');
  const body = await packText(
    JSON.stringify({ width: 595, height: 842, rotation: 0, lines: [], links: [], tables: [] }),
  );
  const box = { x0: 72, y0: 72, x1: 523, y1: 770 };
  for (let n = 0; n < TEXTS; n++) {
    const text = textOf(n);
    const lines = [{ at: 0, page: 1, box }];
    const paragraphs = await packParagraphs([{ kind: 'text', level: 0, text, page: 1, box, lines }]);
    const values = [n, text, body, paragraphs];
    await client.query(`insert into texts values ($1, to_tsvector('english', $2), $3, $4)`, values);
  }
}

const JOB_ROWS = `insert into jobs (id, owner, kind, analyzer_version, source, input, stages, status, stage_total,
    stage_left, total, planned, done, messages, round_trips, created_at, completed_at, deadline_seconds, deadline_at)
  select 'job_' || lpad(n::text, 22, '0'), '${OWNER}', 'document', 1, 'api', '{}', '[]', 'completed', 1, 0, 1, 1, 1, 2,
    9, now() - n * interval '1 hour', now(), 86400, now() + interval '1 day'
  from generate_series(1, ${DOCUMENTS}) n`;

const REPORT_ROWS = `insert into document_reports (job_id, owner, name, size, sha256, info, report, created_at)
  select id, owner, (array['Annual report', 'Manual of the pump', 'Minutes', 'Thesis'])[1 + n % 4] || ' ' || n || '.pdf',
    1000, md5(id) || md5(id), '{}', '{}', created_at
  from (select *, right(id, 22)::int as n from jobs) numbered`;

const PAGE_ROWS = `insert into document_pages (job_id, page, kind, language, language_confidence, characters, words, images,
    tables, body, paragraphs)
  select j.id, p, 'text', 'en', 1, 2400, ${WORDS}, 0, 0, t.body, t.paragraphs
  from jobs j cross join generate_series(1, ${PAGES}) p
  join texts t on t.n = (right(j.id, 22)::int * ${PAGES} + p) * 7 % ${TEXTS}`;

const WORD_ROWS = `insert into document_search (job_id, page, config, words)
  select j.id, p, 'english', t.words || array_to_tsvector(array[md5(j.owner) || '_english'])
  from jobs j cross join generate_series(1, ${PAGES}) p
  join texts t on t.n = (right(j.id, 22)::int * ${PAGES} + p) * 7 % ${TEXTS}`;

/** Inserts 1,000 documents of 50 pages. @returns the number of pages. */
export function seedDocuments(url: string): Promise<number> {
  const changed = ['jobs', 'document_reports', 'document_pages', 'document_search'];
  const insert = async (client: PoolClient) => {
    await insertTexts(client);
    for (const rows of [JOB_ROWS, REPORT_ROWS, PAGE_ROWS]) await client.query(rows);
    return (await client.query(WORD_ROWS)).rowCount ?? 0;
  };
  return seeding(url, { aside: ['document_search', 'document_pages'], changed }, insert);
}

/** Searches by how many pages have the words. */
export function searchCalls(db: Database): Call[] {
  const search = (text: string) => searchPages(db, OWNER, askedWords(text), { ...FIRST_PLACE, limit: 20 });
  const rare = (v: number) => word(10_000 + v * 97);
  const usual = (v: number) => word(300 + v * 13);
  const calls: Call[] = [
    { name: 'search, a rare word', ask: (v) => search(rare(v)) },
    { name: 'search, a usual word', ask: (v) => search(usual(v)) },
    { name: 'search, a word of most pages', ask: (v) => search(word(v % 5)) },
    { name: 'search, two words', ask: (v) => search(`${usual(v)} ${usual(v + 1)}`) },
    {
      name: 'search, a phrase',
      ask: (v) =>
        search(
          `"${textOf(v * 31)
            .split(' ')
            .slice(5, 8)
            .join(' ')}"`,
        ),
    },
    {
      name: 'search, either of two, without a third',
      ask: (v) => search(`${usual(v)} or ${rare(v)} -${word(7)}`),
    },
    {
      name: 'search, names',
      ask: (v) => findNames(db, OWNER, ['anual report', 'pump', 'thesis 7'][v % 3] ?? ''),
    },
  ];
  return calls.map((call) => ({ ...call, budgetMs: BUDGET_MS }));
}
