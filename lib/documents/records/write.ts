import { type SQL, sql } from 'drizzle-orm';
import { jsonText } from '../../core/json.ts';
import { packText } from '../../core/packed-text.ts';
import type { WriteContext } from '../../engine/analyzer.ts';
import { finishedNow } from '../../engine/finished-now.ts';
import type { Figure } from '../figures/figure.ts';
import type { DocumentInfo, Findings, FindingsName, KeptReport } from '../report.ts';
import type { PageWords } from '../search/page-words.ts';
import { writeWords } from '../search/write-words.ts';
import { checkedSize, MOST_OF_FINDINGS } from './commit-size.ts';
import type { PageRecord } from './page-record.ts';

export interface FetchedRecord {
  documentId: string;
  name: string | null;
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
}

/** What one analysis found, packed. */
export interface FindingsRecord {
  name: FindingsName;
  findings: string;
}

/** Result of a step of the first stage: the fetched file, or the metadata of the file. */
export type OpenRecord = { fetched: FetchedRecord } | { info: DocumentInfo };

type Keyed<Rec> = { key: string; record: Rec };

/** @throws PermanentError findings_too_large */
export async function packFindings<Name extends FindingsName>(
  name: Name,
  findings: Findings<Name>,
): Promise<FindingsRecord> {
  const packed = await packText(JSON.stringify(findings));
  const what = `What was found as ${name}`;
  return { name, findings: checkedSize(packed, MOST_OF_FINDINGS, { code: 'findings_too_large', what }) };
}

export interface NewReport {
  documentId: string | null;
  name: string | null;
  /** Packed. */
  frequencyList: string | null;
}

/** Inserts the job's row and marks the document as used, in the transaction that creates the job. */
export function insertReport(jobId: string, { documentId, name, frequencyList }: NewReport): SQL[] {
  return [
    sql`insert into document_reports (job_id, owner, document_id, name, size, sha256, frequency_list)
      select j.id, j.owner, d.id, coalesce(${name}::text, d.name), d.size, d.sha256, ${frequencyList}::text
      from jobs j left join documents d
        on d.id = ${documentId} and d.owner = j.owner and d.status = 'complete'
      where j.id = ${jobId}
      on conflict (job_id) do nothing`,
    sql`update documents set used_at = clock_timestamp()
      where id = ${documentId} and exists (select from jobs j where j.id = ${jobId} and j.owner = documents.owner)`,
  ];
}

/**
 * Stores the fetched file, and deletes pages and findings of a different one: a job fetches again if its file is
 * gone.
 */
function writeFetched(records: Keyed<FetchedRecord>[], context: WriteContext): SQL[] {
  const rows = jsonText(records.map(({ key, record }) => ({ step_key: key, ...record })));
  const fetched = sql`jsonb_to_recordset(${rows}::jsonb)
    as r(step_key text, "documentId" text, name text, size int, sha256 text) ${finishedNow(context)}`;
  const another = sql`select p.job_id from ${fetched}
    join document_reports p on p.job_id = s.job_id and p.sha256 <> r.sha256`;
  return [
    sql`delete from document_pages where job_id in (${another})`,
    sql`delete from document_findings where job_id in (${another})`,
    sql`update document_reports p set name = r.name, size = r.size, sha256 = r.sha256,
        document_id = (select d.id from documents d where d.id = r."documentId")
      from ${fetched} where p.job_id = s.job_id`,
  ];
}

/**
 * Stores the metadata and clears an earlier report, only while the job is still in this stage: a late statement has
 * no effect.
 */
function writeInfo(records: Keyed<DocumentInfo>[], context: WriteContext): SQL[] {
  const rows = jsonText(records.map(({ key, record }) => ({ step_key: key, info: record })));
  return [
    sql`update document_reports p set info = r.info, report = null
      from jsonb_to_recordset(${rows}::jsonb) as r(step_key text, info jsonb)
      ${finishedNow(context)}
      join jobs j on j.id = s.job_id and j.stage = s.stage
      where p.job_id = s.job_id`,
  ];
}

export function writeOpened(records: Keyed<OpenRecord>[], context: WriteContext): SQL[] {
  const fetched = records.flatMap(({ key, record }) =>
    'fetched' in record ? [{ key, record: record.fetched }] : [],
  );
  const opened = records.flatMap(({ key, record }) =>
    'info' in record ? [{ key, record: record.info }] : [],
  );
  return [
    ...(fetched.length > 0 ? writeFetched(fetched, context) : []),
    ...(opened.length > 0 ? writeInfo(opened, context) : []),
  ];
}

/**
 * The latest reading of a page wins, also within one commit. Recognized text is kept if the page is read again as
 * what it was.
 */
export function writePages(records: Keyed<PageRecord[]>[], context: WriteContext): SQL[] {
  const rows = jsonText(
    records.flatMap(({ key, record }) => record.map((page) => ({ step_key: key, ...page }))),
  );
  return [
    sql`insert into document_pages (job_id, page, kind, language, language_confidence, characters, words, images,
        tables, ocr_confidence, left_out, body)
      select distinct on (r.page) s.job_id, r.page, r.kind, r.language, r."languageConfidence", r.characters, r.words,
        r.images, r.tables, r."ocrConfidence", r."leftOut", r.body
      from jsonb_to_recordset(${rows}::jsonb)
        as r(step_key text, page int, kind text, language text, "languageConfidence" real, characters int, words int,
          images int, tables int, "ocrConfidence" real, "leftOut" jsonb, body text)
      ${finishedNow(context)}
      order by r.page, s.seq desc
      on conflict (job_id, page) do update
        set kind = excluded.kind, language = excluded.language, language_confidence = excluded.language_confidence,
          characters = excluded.characters, words = excluded.words, images = excluded.images,
          tables = excluded.tables, ocr_confidence = excluded.ocr_confidence,
          left_out = excluded.left_out, body = excluded.body,
          paragraphs = null, figures = null
        where document_pages.ocr_confidence is null or excluded.ocr_confidence is not null
          or excluded.kind <> document_pages.kind`,
  ];
}

export function writeFindings(records: Keyed<FindingsRecord>[], context: WriteContext): SQL[] {
  const rows = jsonText(records.map(({ key, record }) => ({ step_key: key, ...record })));
  return [
    sql`insert into document_findings (job_id, name, findings)
      select distinct on (r.name) s.job_id, r.name, r.findings
      from jsonb_to_recordset(${rows}::jsonb) as r(step_key text, name text, findings text)
      ${finishedNow(context)}
      order by r.name, s.seq desc
      on conflict (job_id, name) do update set findings = excluded.findings`,
  ];
}

/** The paragraphs that begin on a page, packed, and what is searched of it. */
export interface PageTexts extends PageWords {
  paragraphs: string;
  /** Null if there are none. */
  figures: Figure[] | null;
}

/** Texts of a span of pages; that of the first span also carries the document's structure. */
export interface TextRecord {
  pages: PageTexts[];
  structure: FindingsRecord | null;
}

export function writeTexts(records: Keyed<TextRecord>[], context: WriteContext): SQL[] {
  const rows = jsonText(
    records.flatMap(({ key, record }) => record.pages.map((page) => ({ step_key: key, ...page }))),
  );
  const found = records.flatMap(({ key, record: { structure } }) =>
    structure ? [{ key, record: structure }] : [],
  );
  return [
    sql`update document_pages p set paragraphs = r.paragraphs, figures = r.figures
      from jsonb_to_recordset(${rows}::jsonb) as r(step_key text, page int, paragraphs text, figures jsonb)
      ${finishedNow(context)}
      where p.job_id = s.job_id and p.page = r.page`,
    writeWords(sql`jsonb_to_recordset(${rows}::jsonb) as r(step_key text, page int, config text, words text)
      ${finishedNow(context)}`),
    ...(found.length > 0 ? writeFindings(found, context) : []),
  ];
}

export function writeReport(records: Keyed<KeptReport>[], context: WriteContext): SQL[] {
  const rows = jsonText(records.map(({ key, record }) => ({ step_key: key, report: record })));
  return [
    sql`update document_reports p set report = r.report
      from jsonb_to_recordset(${rows}::jsonb) as r(step_key text, report jsonb)
      ${finishedNow(context)}
      where p.job_id = s.job_id`,
  ];
}
