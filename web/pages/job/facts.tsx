import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { At } from '../../parts/at.tsx';
import { counted, number, usd } from '../../words/count.ts';
import { isOver } from '../../words/status.ts';
import { lasted } from '../../words/time.ts';

/** What else is known of a job, and all of it as it came. */
export function Facts({ job }: { job: JobJson }) {
  const { messages, round_trips, function_ms, cost_usd } = job.usage;
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">Price and terms</h2>
      <dl class="facts">
        <dt>Price</dt>
        <dd>
          <span class="figure">{usd(cost_usd)}</span> {isOver(job.status) ? 'in all' : 'so far'}, at most, at
          list prices: {counted(messages, 'message')}, {number(round_trips)} round trips to the database,{' '}
          {lasted(function_ms)} of function time
        </dd>
        <dt>Deadline</dt>
        <dd>
          Ends by <At iso={job.deadline_at} /> whatever happens
        </dd>
        {job.again_of !== null && (
          <>
            <dt>Again</dt>
            <dd>
              This runs <a href={`/jobs/${job.again_of}`}>another job</a> again:{' '}
              <a href={`/jobs/${job.id}?with=${job.again_of}`}>compare the two</a>
            </dd>
          </>
        )}
        {job.tags.length > 0 && (
          <>
            <dt>Tags</dt>
            <dd>
              {job.tags.map((tag) => (
                <a key={tag} class="facts-link" href={`/jobs?tag=${encodeURIComponent(tag)}`}>
                  {tag}
                </a>
              ))}
            </dd>
          </>
        )}
        {job.watchdog !== null && (
          <>
            <dt>Watchdog</dt>
            <dd>
              {job.watchdog.last_seen === null ? (
                'Has not looked yet'
              ) : (
                <>
                  Looked at <At iso={job.watchdog.last_seen} />
                </>
              )}
              ; looks next at <At iso={job.watchdog.next} />
            </dd>
          </>
        )}
        {job.webhook !== null && (
          <>
            <dt>Told to</dt>
            <dd>
              <code>{job.webhook.url}</code>: {job.webhook.status}
              {job.webhook.last_error && `, ${job.webhook.last_error}`}
            </dd>
          </>
        )}
      </dl>
      <details>
        <summary>What was asked for</summary>
        <pre>{JSON.stringify(job.input ?? null, null, 2)}</pre>
        {job.input_truncated === true && (
          <p class="minor">Long lists and texts are cut here; the job has them whole.</p>
        )}
      </details>
      <details>
        <summary>As the API tells it</summary>
        <pre>{JSON.stringify(job, null, 2)}</pre>
      </details>
    </section>
  );
}
