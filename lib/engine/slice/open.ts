import type { View } from '../../jobs/turn/turn.ts';
import type { Analyzer, OpenJob } from '../analyzer.ts';

/** The analyzer bound to a job, or why this deployment cannot continue the job. */
export type Opened = { kind: 'open'; job: OpenJob } | { kind: 'changed'; message: string };

/**
 * Code with the same analyzer version continues the job. A different version, an unknown kind or an
 * unreadable input ends it with a reason.
 */
export function openJob(analyzers: ReadonlyMap<string, Analyzer>, view: View): Opened {
  const changed = (what: string): Opened => ({
    kind: 'changed',
    message: `${what} Submit the analysis again.`,
  });
  const analyzer = analyzers.get(view.kind);
  if (!analyzer) return changed(`This deployment has no analysis of kind "${view.kind}".`);
  if (analyzer.version !== view.analyzer_version) {
    return changed(
      `The job was started by version ${view.analyzer_version} of its analysis; this deployment has version ${analyzer.version}.`,
    );
  }
  const job = analyzer.resume(view.input);
  if (!job) return changed('This deployment can no longer read the input of the job.');
  return { kind: 'open', job };
}
