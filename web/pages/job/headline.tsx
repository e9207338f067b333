import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { credential } from '../../api/credential.ts';
import { At } from '../../parts/at.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';
import { useNow } from '../../parts/use-now.ts';
import { withParameter } from '../../words/address.ts';
import { kindName, resultPage } from '../../words/kinds.ts';
import { isOver } from '../../words/status.ts';
import { lastList } from '../jobs/last-list.ts';
import type { Cause } from './errors.ts';
import { countdown, sentenceOf } from './sentence.ts';

interface HeadlineProps {
  job: JobJson;
  causes: readonly Cause[];
}

/** What it is, how far it is, and why it is not further. */
export function Headline({ job, causes }: HeadlineProps) {
  const now = useNow(1_000);
  const { percent, completed, failed, total } = job.progress;
  const waits = countdown(job, now);
  const name = job.name ?? `${kindName(job.kind)} job`;
  const page = resultPage(job.kind, job.id);
  const title = `${name} · ${percent} %`;
  if (document.title !== title) document.title = title;
  return (
    <>
      {credential.share() === null && (
        <p class="crumb">
          <a href={lastList.value}>Jobs</a>
        </p>
      )}
      <div class="headline">
        <div>
          <h1>{name}</h1>
          <p class="minor">
            {kindName(job.kind)} · <code>{job.id}</code> · accepted <At iso={job.created_at} />
            {job.epoch > 1 && ` · run ${job.epoch}`}
          </p>
        </div>
        <p class="numeral" aria-hidden="true">
          {percent}
          <small>%</small>
        </p>
      </div>
      <Bar done={completed} failed={failed} total={total} label={`${percent} percent`} />
      <p class="sentence">
        <StatusMark status={job.status} />{' '}
        <span role="status" data-sentence>
          {sentenceOf(job, causes, now)}
        </span>
        {waits !== null && <span class="figure countdown"> {waits}</span>}
      </p>
      {page !== null && completed > 0 && isOver(job.status) && (
        <p>
          <a class="button" href={withParameter(page, 'share', credential.share())}>
            See the result
          </a>
        </p>
      )}
    </>
  );
}

interface BarProps {
  done: number;
  failed: number;
  total: number;
  label: string;
}

/** How much is done, and how much of it went wrong. */
export function Bar({ done, failed, total, label }: BarProps) {
  const part = (count: number) => ({ width: `${total === 0 ? 0 : (100 * count) / total}%` });
  return (
    <div class="bar" role="img" aria-label={`${label}: ${done} done, ${failed} failed, of ${total}`}>
      <span class="done" style={part(done)} />
      <span class="failed" style={part(failed)} />
    </div>
  );
}
