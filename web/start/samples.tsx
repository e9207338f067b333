import type { ComponentChildren } from 'preact';
import type { DocumentReportJson } from '../../lib/documents/http/report-json.ts';
import type { JobJson } from '../../lib/jobs/job-json.ts';
import type { ReportJson } from '../../lib/profiles/http/report-json.ts';
import type { StockResultJson } from '../../lib/stocks/http/result-json.ts';
import { useResource } from '../api/resource.ts';
import { Loaded } from '../parts/loaded.tsx';
import { day } from '../parts/times.ts';
import { Evidence } from '../stocks/evidence.tsx';
import { counted, usd } from '../words/count.ts';
import { isOver } from '../words/status.ts';
import { lasted } from '../words/time.ts';
import { tookMs } from './jobs-list.ts';

const KINDS = ['stocks', 'profile', 'document'] as const;

/** Finished jobs that came with the local stack; nothing where there are none, as in a deployment. */
export function Samples({ jobs }: { jobs: readonly JobJson[] }) {
  const found = KINDS.flatMap((kind) => jobs.find((job) => job.kind === kind) ?? []);
  if (found.length === 0) return null;
  return (
    <section aria-labelledby="start-samples">
      <h2 id="start-samples">Three that are finished</h2>
      <p class="minor">
        Made here when the service started, without any network. Open them as you would your own.
      </p>
      <div class="columns">
        {found.map((job) => (
          <Sample key={job.id} job={job} />
        ))}
      </div>
    </section>
  );
}

function Sample({ job }: { job: JobJson }) {
  const took = tookMs(job);
  return (
    <article class="sample" aria-label={job.name ?? job.kind}>
      <p class="sample-mark">Sample</p>
      {!isOver(job.status) ? (
        <p role="status">
          {job.name} {job.waits?.text ?? `${job.progress.percent} % done.`}
        </p>
      ) : (
        <Result job={job} />
      )}
      <p class="minor figure">
        {took !== null && `took ${lasted(took)} · `}
        {usd(job.usage.cost_usd)} · <a href={`/jobs/${job.id}`}>the job</a>
      </p>
    </article>
  );
}

function Result({ job }: { job: JobJson }) {
  if (job.kind === 'stocks') return <StockSample id={job.id} />;
  return job.kind === 'profile' ? <ProfileSample id={job.id} /> : <DocumentSample id={job.id} />;
}

interface FirstProps<T> {
  id: string;
  children: (first: T) => ComponentChildren;
}

/** The first item of a job's result. */
function First<T>({ id, children }: FirstProps<T>) {
  const result = useResource<{ data: T[] }>(`/api/v1/jobs/${id}/result?limit=1`, { live: false });
  return (
    <Loaded of={result}>
      {({ data: [first] }) => (first === undefined ? <p>It has no result.</p> : children(first))}
    </Loaded>
  );
}

function StockSample({ id }: { id: string }) {
  return (
    <First<StockResultJson> id={id}>
      {({ ticker, name, verdict, score, as_of, evidence }) => (
        <>
          <h3>
            <a href={`/stocks/${encodeURIComponent(ticker)}`}>{name ?? ticker}</a>
          </h3>
          <p class="numeral">
            {verdict} <span class="minor">{Math.round(score)} of 100</span>
          </p>
          {evidence?.[0] && <Evidence of={evidence[0]} />}
          <p class="minor">By prices up to {day(as_of)} that ship with the service.</p>
        </>
      )}
    </First>
  );
}

function ProfileSample({ id }: { id: string }) {
  return (
    <First<ReportJson> id={id}>
      {({ profile, basis, not_assessed }) => (
        <>
          <h3>
            <a href={`/profiles/${id}`}>{profile.handle}</a>
          </h3>
          <p class="numeral">{counted(basis.posts, 'post')}</p>
          <p>
            Activity, content, sentiment, style and reactions, each finding with the posts it rests on;{' '}
            {counted(not_assessed.length, 'question')} that such posts cannot answer.
          </p>
          <p class="minor">The log of a boatyard that does not exist, written for this sample.</p>
        </>
      )}
    </First>
  );
}

function DocumentSample({ id }: { id: string }) {
  return (
    <First<DocumentReportJson> id={id}>
      {({ document, pages, sections, tables, summary }) => (
        <>
          <h3>
            <a href={`/documents/${id}`}>{document.name ?? 'A document'}</a>
          </h3>
          <p class="numeral">{counted(pages?.total ?? 0, 'page')}</p>
          <p>
            {counted(sections?.length ?? 0, 'section')}, {counted(tables?.length ?? 0, 'table')}. Its summary
            begins: “{summary?.[0]?.text ?? 'nothing'}”
          </p>
          <p class="minor">A report on a harbour, with invented figures.</p>
        </>
      )}
    </First>
  );
}
