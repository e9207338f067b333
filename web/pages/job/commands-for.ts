import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { type Command, cli, curl } from '../../words/curl.ts';
import { canRetry, isOver } from '../../words/status.ts';

/** What the page of a job does, request by request. */
export function commandsFor(job: JobJson, origin: string, keyed: boolean): Command[] {
  const { self, steps, slices, result, cancel, retry } = job.links;
  const at = (path: string) => `${origin}${path}`;
  return [
    cli('Watch it to its end', `watch ${job.id}`),
    cli('Read its result', `result ${job.id}`),
    ...(canRetry(job.status) ? [cli('Retry what failed', `retry ${job.id}`)] : []),
    curl({ says: 'Wait for it, 25 s at a time', url: at(`${self}?wait=25`), keyed }),
    curl({ says: 'Its steps, with their tries', url: at(`${steps}?include=attempts`), keyed }),
    curl({ says: 'The functions that worked on it', url: at(slices), keyed }),
    curl({ says: 'Its result', url: at(result), keyed }),
    ...(canRetry(job.status) ? [curl({ says: 'Retry it', method: 'POST', url: at(retry), keyed })] : []),
    ...(isOver(job.status)
      ? []
      : [
          curl({
            says: 'Cancel it',
            method: 'POST',
            url: at(cancel),
            json: { reason: 'Wrong list.' },
            keyed,
          }),
        ]),
    curl({ says: 'Run it again', method: 'POST', url: at(`${self}/again`), json: { input: {} }, keyed }),
    curl({
      says: 'Share it for a day',
      method: 'POST',
      url: at(`${self}/share`),
      json: { expires_in_seconds: 86_400 },
      keyed,
    }),
  ];
}
