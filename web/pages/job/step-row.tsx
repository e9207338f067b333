import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { AttemptJson, StepJson } from '../../../lib/http/jobs/json-shapes.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { credential } from '../../api/credential.ts';
import { At } from '../../parts/at.tsx';
import { withParameter } from '../../words/address.ts';
import { stepPage } from '../../words/kinds.ts';
import { lasted } from '../../words/time.ts';
import { inLocalTime } from './sentence.ts';
import { stepWord, waitedMs } from './step-order.ts';

interface StepRowProps {
  step: StepJson;
  job: JobJson;
  index: number;
  /** How many rows there are. */
  of: number;
  /** In CSS pixels. */
  top: number;
  isOpen: boolean;
  /** Told the height of what the row opens to, in px. */
  measure: (px: number) => void;
}

function happened({ error, waits }: StepJson): string {
  if (error !== null) return error.message;
  return waits === null ? '' : inLocalTime(waits.text, Date.now());
}

/** A step in one line; its key opens its tries below it. */
export function StepRow({ step, job, index, of, top, isOpen, measure }: StepRowProps) {
  const { url } = useLocation();
  const { key, status, attempts, duration_ms } = step;
  const waited = waitedMs(step);
  const said = happened(step);
  return (
    <li class="row" aria-posinset={index + 1} aria-setsize={of} style={{ top: `${top}px` }} data-row={index}>
      <span>
        <a class="figure" href={withParameter(url, 'step', isOpen ? null : key)} aria-expanded={isOpen}>
          {key}
        </a>
      </span>
      <span class={`step ${status}`}>{stepWord(status)}</span>
      <span class="figure">{attempts}</span>
      <span class="figure">{waited === 0 ? '' : lasted(waited)}</span>
      <span class="figure">{duration_ms === null ? '' : lasted(duration_ms)}</span>
      <span class="said" title={said}>
        {said}
      </span>
      {isOpen && (
        <span class="opened">
          <Tries step={step} job={job} measure={measure} />
        </span>
      )}
    </li>
  );
}

const OUTCOMES: Readonly<Record<NonNullable<AttemptJson['outcome']>, string>> = {
  done: 'done',
  failed: 'failed for good',
  retry: 'failed, and was tried again',
  lost: 'its process died',
  lost_lease: 'its function did not answer',
  given_back: 'given back, not counted',
  refused: 'refused by the provider, not counted',
};

function Tries({ step, job, measure }: Pick<StepRowProps, 'step' | 'job' | 'measure'>) {
  const box = useRef<HTMLDivElement>(null);
  const { tries = [], key, error, status } = step;
  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) =>
      measure(Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0)),
    );
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      measure(0);
    };
  }, [measure]);
  const page = status === 'done' && credential.share() === null ? stepPage(job.kind, key) : null;
  return (
    <div ref={box} class="tries">
      {error && <p>{error.message}</p>}
      <ol>
        {tries.map((attempt) => (
          <li key={`${attempt.started_at} ${attempt.outcome}`}>
            <Try {...attempt} />
          </li>
        ))}
      </ol>
      {tries.length === 0 && <p class="minor">It has not been tried yet.</p>}
      {page !== null && (
        <p>
          <a href={page}>See its result</a>
        </p>
      )}
    </div>
  );
}

function Try({ started_at, ended_at, outcome, line, error }: AttemptJson) {
  const ms = started_at === null || ended_at === null ? null : Date.parse(ended_at) - Date.parse(started_at);
  return (
    <>
      {started_at !== null && <At iso={started_at} />}
      {line !== null && ` in lane ${line === 'w' ? 'of the watchdog' : Number(line) + 1}`}:{' '}
      {outcome === null ? 'runs' : OUTCOMES[outcome]}
      {ms !== null && ` after ${lasted(ms)}`}.{error && ` ${error.message}`}
    </>
  );
}
