import { useLocation } from 'preact-iso/router';
import type { PageStateJson } from '../../../lib/documents/http/pages.ts';
import type { DocumentReportJson } from '../../../lib/documents/http/report-json.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { languageName } from '../../parts/say.ts';
import { counted, number } from '../../words/count.ts';
import { isOver } from '../../words/status.ts';
import { changed } from './address.ts';
import { Exports } from './exports.tsx';

interface HeadlineProps {
  job: JobJson;
  report: DocumentReportJson | null;
  states: readonly PageStateJson[];
}

/** What it is and how far it is, with everything that limits the reading said on top. */
export function Headline({ job, report, states }: HeadlineProps) {
  const total = report?.document.pages ?? (states.length || null);
  return (
    <header class="headline">
      {total === null ? (
        <span />
      ) : (
        <p class="numeral">
          {number(total)} <span>{total === 1 ? 'page' : 'pages'}</span>
        </p>
      )}
      <div>
        <h1 dir="auto">{nameOf(job, report)}</h1>
        <p>
          <State job={job} states={states} report={report} />{' '}
          <a href={`/jobs/${job.id}${shareOf()}`}>
            {job.status === 'failed' ? 'What happened' : 'How it was read'}
          </a>
        </p>
        {report && report.notes.length > 0 && (
          <ul class="notes">
            {report.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </div>
      {report?.pages && <Exports jobId={job.id} />}
    </header>
  );
}

/** The part of an address that opens a shared job elsewhere too. */
function shareOf(): string {
  const token = new URLSearchParams(location.search).get('share');
  return token === null ? '' : `?share=${encodeURIComponent(token)}`;
}

function nameOf(job: JobJson, report: DocumentReportJson | null): string {
  const { input } = job;
  const asked = typeof input === 'object' && input !== null && 'name' in input ? input.name : null;
  const title = report?.document.metadata?.['Title']?.trim() ?? '';
  const known = [job.name, report?.document.name, asked, title].filter((name) => typeof name === 'string');
  return known.find((name) => name !== '') ?? 'A document';
}

function State({ job, states, report }: HeadlineProps) {
  const { query } = useLocation();
  if (!isOver(job.status)) return <Running job={job} states={states} />;
  if (job.status === 'cancelled') return <>Cancelled; what was read until then is kept.</>;
  if (!report?.pages)
    return <strong>{job.error ? `Nothing usable: ${job.error.message}` : 'It has no report.'}</strong>;
  const { words, languages, pages } = report;
  const main = languages?.main ?? null;
  return (
    <>
      <a href={changed(query, { side: 'pages', only: null })}>{counted(words ?? 0, 'word')}</a>
      {main !== null && (
        <>
          {', '}
          <a href={changed(query, { side: 'pages', only: `language:${main}` })}>{languageName(main)}</a>
        </>
      )}
      {pages.failed > 0 && (
        <>
          {'. '}
          <a href={changed(query, { side: 'pages', only: 'failed' })}>
            {counted(pages.failed, 'page')} could not be read
          </a>
        </>
      )}
      {report.missing.length > 0 && ` Missing, since their steps failed: ${report.missing.join(', ')}`}.
    </>
  );
}

function Running({ job, states }: Omit<HeadlineProps, 'report'>) {
  const read = states.filter(({ status }) => status === 'read').length;
  const { percent, eta_seconds: left, stage } = job.progress;
  const now =
    job.status === 'queued'
      ? 'Accepted; reading usually starts within a second.'
      : states.length === 0
        ? 'The file is being opened.'
        : stage === 'pages' || stage === 'ocr'
          ? `${number(read)} of ${counted(states.length, 'page')} read.`
          : 'All pages are read; the document is being put together.';
  return (
    <span role="status">
      {job.waits?.text ?? now} <progress class="bar" value={percent} max={100} aria-label="Progress" />{' '}
      {percent} %{left !== null && `, about ${counted(Math.max(1, Math.round(left)), 'second')} left`}.
    </span>
  );
}
