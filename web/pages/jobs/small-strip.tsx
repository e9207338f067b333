import type { SliceJson } from '../../../lib/http/jobs/json-shapes.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { isOver } from '../../words/status.ts';
import { lifeOf, stripOf } from '../job/lanes.ts';
import { pathOf, WIDTH } from './strip-path.ts';

/** The life of a job as small as a line: lanes by time. Its words are those of the job's own page. */
export function SmallStrip({ job, slices }: { job: JobJson; slices: readonly SliceJson[] }) {
  const ofRun = slices.filter(({ epoch }) => epoch === job.epoch);
  if (ofRun.length === 0) return null;
  const life = lifeOf(job, { slices: ofRun, epoch: job.epoch, now: Date.now() });
  const strip = stripOf(ofRun, { ...life, over: isOver(job.status) });
  return (
    <svg
      class="small-strip"
      viewBox={`0 0 ${WIDTH} ${strip.lanes.length}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {(['wait', 'work', 'died'] as const).map((kind) => (
        <path key={kind} class={kind} d={pathOf(strip, kind)} />
      ))}
    </svg>
  );
}
