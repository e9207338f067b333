import type { Log } from '../core/log.ts';
import type { ConfigNote, ConfigProblem } from './problem.ts';

interface Found {
  problems: readonly ConfigProblem[];
  notes: readonly ConfigNote[];
}

/** Once a process: what of the configuration is wrong, and what was corrected. Names and reasons, never values. */
export function tellOperator({ problems, notes }: Found, log: Log): void {
  for (const { name, reason, remedy, severity } of problems) {
    const fields = { name, reason, remedy };
    if (severity === 'broken') log.error('configuration_broken', fields);
    else log.warn('configuration_degraded', fields);
  }
  for (const { name, reason } of notes) log.info('configuration_note', { name, reason });
}
