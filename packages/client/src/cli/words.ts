import type { Job } from '../shapes.ts';
import { painted } from './table.ts';
import type { World } from './world.ts';

const SIGNS = {
  queued: '○',
  processing: '◐',
  completed: '●',
  completed_with_errors: '◑',
  failed: '✗',
  cancelled: '⊘',
} as const;

const hueOf = (status: Job['status']) => {
  switch (status) {
    case 'completed':
      return 'green';
    case 'failed':
      return 'red';
    case 'completed_with_errors':
      return 'yellow';
    default:
      return 'dim';
  }
};

/** A state by its shape, its word and its hue. */
export const stateOf = (world: World, { status }: Job): string =>
  painted(world, hueOf(status), `${SIGNS[status]} ${status.replaceAll('_', ' ')}`);

/** `2026-11-30 10:04`, UTC. */
export const minute = (iso: string | null): string => iso?.slice(0, 16).replace('T', ' ') ?? '–';

/** How long a job has taken; of an unfinished one, until now. */
export function lasted({ created_at, completed_at }: Job, nowMs: number): string {
  const seconds =
    ((completed_at === null ? nowMs : Date.parse(completed_at)) - Date.parse(created_at)) / 1_000;
  return seconds < 100 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
}

/** One line on where a job is. */
export function progressLine({ status, progress, waits }: Job): string {
  const { percent, completed, failed, total, stage } = progress;
  const counts = `${completed} of ${total}${failed > 0 ? `, ${failed} failed` : ''}`;
  const where = stage === null || status !== 'processing' ? '' : ` · ${stage}`;
  return `${String(percent).padStart(3)} %  ${status.replaceAll('_', ' ')} · ${counts}${where}${waits ? ` · ${waits.text}` : ''}`;
}
