import { type Strip, stripOf } from '../../../../web/pages/job/lanes.ts';
import { isOver } from '../job.ts';
import type { Job, Slice } from '../shapes.ts';

const MARKS = { wait: '░', work: '█', died: '╳' } as const;
const MOST_LANES = 12;

function row({ from, to }: Strip, blocks: Strip['lanes'][number]['blocks'], width: number): string {
  const cells = Array.from({ length: width }, () => ' ');
  const at = (ms: number) => ((ms - from) / (to - from)) * width;
  for (const block of blocks) {
    const first = Math.min(width - 1, Math.floor(at(block.from)));
    // A stretch is at least one cell wide: what is short is seen too.
    cells.fill(MARKS[block.kind], first, Math.max(first + 1, Math.ceil(at(block.to))));
  }
  return cells.join('').trimEnd();
}

/** The run of a job in block characters: lanes by time, waiting hatched, deaths crossed. '' without slices. */
export function laneStrip(job: Job, slices: readonly Slice[], { nowMs = 0, width = 60 }): string {
  const own = slices.filter(({ epoch }) => epoch === job.epoch);
  const [first] = own;
  if (first === undefined) return '';
  const beganAt = Date.parse(job.epoch === 1 ? job.created_at : first.started_at);
  const untilAt = job.completed_at === null ? nowMs : Date.parse(job.completed_at);
  const strip = stripOf(own, { beganAt, untilAt, over: isOver(job) });
  const lines = strip.lanes.slice(0, MOST_LANES).map(({ line, blocks }) => {
    const name = line === 'w' ? 'watchdog' : `lane ${Number(line) + 1}`;
    return `${name.padEnd(9)} ${row(strip, blocks, width)}`;
  });
  const more = strip.lanes.length - lines.length;
  return `${[...lines, ...(more > 0 ? [`and ${more} more lanes`] : [])].join('\n')}\n`;
}
