import type { View } from '../../jobs/turn/view.ts';
import type { Analyzer, OpenJob } from '../analyzer.ts';

/** The analyzer bound to a job, or why this code cannot go on with what older or newer code began. */
export type Opened = { kind: 'open'; job: OpenJob } | { kind: 'changed'; message: string };

/**
 * A deployment is just another restart: code of the same analyzer version finishes the job. Another version, a kind
 * that is gone or an input that is no longer understood end it, with a reason.
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
      `The job was begun by version ${view.analyzer_version} of its analysis, and this deployment has ${analyzer.version}.`,
    );
  }
  const job = analyzer.resume(view.input);
  if (!job) return changed('This deployment no longer understands what the job was asked with.');
  return { kind: 'open', job };
}
