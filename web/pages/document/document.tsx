import { useSignal } from '@preact/signals';
import { useLocation, useRoute } from 'preact-iso/router';
import type { PageStateJson } from '../../../lib/documents/http/pages.ts';
import type { DocumentReportJson } from '../../../lib/documents/http/report-json.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { useResource } from '../../api/resource.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { isOver } from '../../words/status.ts';
import { spotOf } from './address.ts';
import { FindPane } from './find-pane.tsx';
import { Headline } from './headline.tsx';
import { PageDesk } from './page-desk.tsx';
import { PageStrip } from './page-strip.tsx';
import { SidePane } from './side.tsx';
import { usePageStates } from './states.ts';
import { Toolbar } from './toolbar.tsx';

/** A document by the id of its job: what was found, the page it was found on, and its text. */
export function Document() {
  const { id = '' } = useRoute().params;
  const job = useResource<JobJson>(`/api/v1/jobs/${id}`, { ended: ({ status }) => isOver(status) });
  return (
    <Loaded of={job}>
      {(found) =>
        found.kind === 'document' ? <Reader key={found.id} job={found} /> : <OtherKind job={found} />
      }
    </Loaded>
  );
}

function OtherKind({ job }: { job: JobJson }) {
  return (
    <>
      <h1>Not a document</h1>
      <p>
        {job.id} is of the kind {job.kind}. <a href={`/jobs/${job.id}${location.search}`}>Open the job</a>
      </p>
    </>
  );
}

interface FirstPage {
  data: [DocumentReportJson?, ...unknown[]];
}

function Reader({ job }: { job: JobJson }) {
  const ended = isOver(job.status);
  const result = useResource<FirstPage>(ended ? `/api/v1/jobs/${job.id}/result?limit=1` : null, {
    live: false,
  });
  const report = result.value.data?.data[0] ?? null;
  const states = usePageStates(job);
  return (
    <div class="reader">
      <Headline job={job} report={report} states={states} />
      <Desk job={job} report={report} states={states} />
    </div>
  );
}

interface DeskProps {
  job: JobJson;
  report: DocumentReportJson | null;
  states: readonly PageStateJson[];
}

/** The three panes, once there are pages. */
function Desk({ job, report, states }: DeskProps) {
  const { query } = useLocation();
  const spot = spotOf(query);
  const told = useSignal<string | null>(null);
  const total = states.length || (report?.document.pages ?? 0);
  if (total === 0) return null;
  const find = query['find'] ?? '';
  return (
    <>
      <PageStrip states={states} page={spot.page} />
      <Toolbar spot={spot} total={total} label={states[spot.page - 1]?.label ?? null} told={told} />
      <div class="desk">
        <section class="pane side" aria-label="What was found">
          <h2 class="unseen">What was found</h2>
          {find === '' ? (
            <SidePane report={report} states={states} page={spot.page} jobId={job.id} />
          ) : (
            <FindPane job={job} asked={find} total={total} />
          )}
        </section>
        <PageDesk
          job={job}
          documentId={report?.document.id ?? documentOf(job)}
          isKept={report === null || report.document.id !== null}
          state={states[spot.page - 1] ?? null}
          spot={spot}
          told={told}
        />
      </div>
    </>
  );
}

/** The stored file, as the job's input names it. */
function documentOf({ input }: JobJson): string | null {
  if (typeof input !== 'object' || input === null || !('document_id' in input)) return null;
  return typeof input.document_id === 'string' ? input.document_id : null;
}
