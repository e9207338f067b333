import { useLocation } from 'preact-iso/router';
import type { DocumentReportJson } from '../../../lib/documents/http/report-json.ts';
import { Download } from '../../parts/download.tsx';
import { LongList } from '../../parts/long-list.tsx';
import { counted } from '../../words/count.ts';
import { toSpot } from './address.ts';
import { PageLinks } from './page-links.tsx';

interface FindingsProps {
  report: DocumentReportJson;
}

/** Why there is nothing to see: it failed, or there is none. */
export function Nothing({ missing, none }: { missing: boolean; none: string }) {
  return (
    <p class="minor">{missing ? 'The step that finds these failed. Retry the job to find them.' : none}</p>
  );
}

/** Sections of the text, else what the file gives as its outline. */
export function Sections({ report }: FindingsProps) {
  const { query } = useLocation();
  const { sections, document } = report;
  const outline = document.outline ?? [];
  if (sections && sections.length > 0)
    return (
      <LongList
        items={sections}
        label="Sections"
        look="outline"
        item={({ title, level, page, label }) => (
          <Entry
            href={toSpot(query, { page, mark: title || null })}
            title={title || 'Before the first heading'}
            {...{ level, page, label }}
          />
        )}
      />
    );
  if (outline.length === 0) return <Nothing missing={sections === null} none="No headings were found." />;
  return (
    <>
      <p class="minor">The text has no headings. This is the outline that the file gives:</p>
      <LongList
        items={outline}
        label="Outline of the file"
        look="outline"
        item={({ title, level, page, label }) => (
          <Entry href={page === null ? null : toSpot(query, { page })} {...{ title, level, page, label }} />
        )}
      />
    </>
  );
}

interface EntryProps {
  /** Null: the file does not say where it leads. */
  href: string | null;
  title: string;
  level: number;
  page: number | null;
  label: string | undefined;
}

function Entry({ href, title, level, page, label }: EntryProps) {
  return (
    <span class={`entry level${Math.min(5, level)}`} title={title}>
      {href === null ? (
        <span dir="auto">{title}</span>
      ) : (
        <a href={href} dir="auto">
          {title}
        </a>
      )}
      <span class="figure minor">{label ?? page}</span>
    </span>
  );
}

/** Sentences of the document that stand for it, each with its place. */
export function Summary({ report }: FindingsProps) {
  const { query } = useLocation();
  const { summary } = report;
  if (!summary || summary.length === 0)
    return <Nothing missing={summary === null} none="There are too few sentences to choose from." />;
  return (
    <>
      <p class="minor">{counted(summary.length, 'sentence')}, word for word, in the order of the document.</p>
      <ol class="cited">
        {summary.map(({ text, page, label, box = null, paragraph = null }) => (
          <li key={`${page} ${paragraph} ${text}`}>
            <a href={toSpot(query, { page, at: paragraph, box })} dir="auto">
              {text}
            </a>{' '}
            <span class="figure minor">p. {label ?? page}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

export function Tables({ report, jobId }: FindingsProps & { jobId: string }) {
  const { query } = useLocation();
  const { tables } = report;
  if (!tables || tables.length === 0)
    return <Nothing missing={tables === null} none="No tables were found." />;
  return (
    <LongList
      items={tables}
      label="Tables"
      look="plain"
      item={({ page, label, table, box = null, rows, columns, parts }) => {
        const name = `${page}.${table}`;
        return (
          <>
            <a href={toSpot(query, { page, box })}>
              Page {label ?? page}, table {table}
            </a>{' '}
            <span class="minor">
              {rows} × {columns}
              {parts && `, over ${counted(parts.length, 'page')}`} ·{' '}
            </span>
            <Download
              path={`/api/v1/jobs/${jobId}/result?format=csv&part=table&table=${name}`}
              name={`table-${name}.csv`}
            >
              CSV<span class="unseen"> of table {name}</span>
            </Download>
          </>
        );
      }}
    />
  );
}

export function Keywords({ report }: FindingsProps) {
  const { keywords } = report;
  if (!keywords || keywords.length === 0)
    return <Nothing missing={keywords === null} none="There is too little text for keywords." />;
  return (
    <ol class="plain">
      {keywords.map(({ phrase, count: times, pages, labels }) => (
        <li key={phrase}>
          <span dir="auto">{phrase}</span> <span class="minor">{counted(times, 'time')}</span>{' '}
          <PageLinks pages={pages} labels={labels} mark={phrase} />
        </li>
      ))}
    </ol>
  );
}
