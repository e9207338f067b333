import type { SliceJson } from '../../../lib/http/jobs/json-shapes.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { At } from '../../parts/at.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';
import { unlessSame } from '../../parts/unless-same.tsx';
import { usd } from '../../words/count.ts';
import { kindName } from '../../words/kinds.ts';
import { Bar } from '../job/headline.tsx';
import { inLocalTime } from '../job/sentence.ts';
import { SmallStrip } from './small-strip.tsx';

interface JobRowProps {
  job: JobJson;
  index: number;
  /** How many rows there are; -1 if that is not known. */
  of: number;
  /** In CSS pixels. */
  top: number;
  isPicked: boolean;
  pick: (id: string) => void;
  /** Its functions; null while they are not read. */
  slices: readonly SliceJson[] | null;
}

/** What a job waits for, or what it ended with. */
function said({ waits, error, cancel_reason: reason, progress: { failed } }: JobJson): string {
  if (waits !== null) return inLocalTime(waits.text, Date.now());
  if (error !== null) return error.message;
  return reason ?? (failed > 0 ? `${failed} failed` : '');
}

/** A job in one line. */
export const JobRow = unlessSame(({ job, index, of, top, isPicked, pick, slices }: JobRowProps) => {
  const { id, name, kind, status, progress, usage, created_at, tags } = job;
  const text = said(job);
  return (
    <li class="row" aria-posinset={index + 1} aria-setsize={of} style={{ top: `${top}px` }} data-row={index}>
      <span>
        <label class="pick">
          <input type="checkbox" checked={isPicked} onChange={() => pick(id)} />
          <span class="unseen">Select {name ?? id}</span>
        </label>
      </span>
      <span>
        <StatusMark status={status} />
      </span>
      <span class="name">
        <a href={`/jobs/${id}`}>{name ?? <code>{id}</code>}</a>
        {tags.map((tag) => (
          <a key={tag} class="tag" href={`/jobs?tag=${encodeURIComponent(tag)}`}>
            {tag}
          </a>
        ))}
      </span>
      <span>{kindName(kind)}</span>
      <span class="progress">
        <span class="pictures">
          <Bar
            done={progress.completed}
            failed={progress.failed}
            total={progress.total}
            label={`${progress.percent} percent`}
          />
          {slices !== null && <SmallStrip job={job} slices={slices} />}
        </span>
        <span class="figure">{progress.percent} %</span>
      </span>
      <span class="said" title={text}>
        {text}
      </span>
      <span class="figure">
        <At iso={created_at} />
      </span>
      <span class="figure">{usd(usage.cost_usd)}</span>
    </li>
  );
});
