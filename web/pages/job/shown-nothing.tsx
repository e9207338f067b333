import type { JobJson } from '../../../lib/jobs/job-json.ts';
import type { Refused } from '../../api/call.ts';
import { credential } from '../../api/credential.ts';

interface ShownNothingProps {
  id: string;
  fault: Refused;
  /** What was shown until now: it was deleted meanwhile. */
  was: JobJson | null;
}

/** A job that is not there, or not for the reader: the same words for both. */
export function ShownNothing({ id, fault, was }: ShownNothingProps) {
  const shared = credential.share() !== null;
  return (
    <>
      <h1>{shared ? 'This link shows nothing' : 'There is no such job'}</h1>
      <div class="problem" role="alert">
        <p>{fault.message}</p>
      </div>
      <p>
        {shared
          ? 'Links end by themselves or are revoked, and each opens one job. Ask whoever sent it for a new one.'
          : was
            ? 'It was deleted while this page was open.'
            : 'It was deleted, it is somebody else’s, or the address is wrong: nobody is told which.'}
      </p>
      {!shared && (
        <p>
          <a href="/jobs">See your jobs</a>
        </p>
      )}
      <p class="minor">
        Asked for <code>{id}</code>.
      </p>
    </>
  );
}
