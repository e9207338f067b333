import type { SliceJson } from '../../../lib/http/jobs/json-shapes.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { isOver } from '../../words/status.ts';
import { type Block, lifeOf, type Strip, stripOf } from '../job/lanes.ts';

const WIDTH = 100;

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

/** Waiting is a thin line, work fills its lane, and a death is a notch at its end. */
function pathOf({ from, to, lanes }: Strip, kind: Block['kind']): string {
  const at = (ms: number) => (WIDTH * (ms - from)) / (to - from);
  const box = (x: number, width: number, y: number, height: number) =>
    `M${x.toFixed(2)} ${y}h${width.toFixed(2)}v${height}h${(-width).toFixed(2)}z`;
  return lanes
    .flatMap(({ blocks }, lane) =>
      blocks.flatMap((block) => {
        const [x, end] = [at(block.from), at(block.to)];
        if (kind === 'work' && block.kind !== 'wait')
          return [box(x, Math.max(0.8, end - x), lane + 0.1, 0.8)];
        if (kind === 'wait' && block.kind === 'wait') return [box(x, end - x, lane + 0.4, 0.2)];
        return kind === 'died' && block.kind === 'died' ? [box(end - 0.6, 1.2, lane, 1)] : [];
      }),
    )
    .join('');
}
