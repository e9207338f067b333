import { useRoute } from 'preact-iso/router';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { Refused } from '../../api/call.ts';
import { credential } from '../../api/credential.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Actions } from './actions.tsx';
import { causesOf } from './errors.ts';
import { Facts } from './facts.tsx';
import { Failures } from './failures.tsx';
import { Headline } from './headline.tsx';
import { LaneStrip } from './lane-strip.tsx';
import { ShownNothing } from './shown-nothing.tsx';
import { Stages } from './stages.tsx';
import { StepList } from './step-list.tsx';
import { type JobData, useJob } from './use-job.ts';

/** One job: what it does and why, how it came about, and what can be done about it. */
export function Job() {
  const { params } = useRoute();
  const id = params['id'] ?? '';
  return <JobOf key={id} id={id} />;
}

const isNothing = (fault: unknown): boolean =>
  fault instanceof Refused && (fault.status === 404 || (fault.status === 401 && credential.share() !== null));

function JobOf({ id }: { id: string }) {
  const data = useJob(id);
  const { fault, data: job } = data.job.value;
  if (fault instanceof Refused && isNothing(fault)) return <ShownNothing id={id} fault={fault} was={job} />;
  return <Loaded of={data.job}>{(job) => <Shown job={job} data={data} />}</Loaded>;
}

function Shown({ job, data }: { job: JobJson; data: JobData }) {
  const steps = data.steps.data ?? [];
  const failed = steps.filter(({ status }) => status === 'failed');
  const causes = causesOf(failed);
  const shared = credential.share() !== null;
  return (
    <>
      {shared && <p class="note">You see this job by a link that somebody shared, and nothing else.</p>}
      <Headline job={job} causes={causes} />
      {!shared && <Actions job={job} causes={causes} look={data.job.look} />}
      <Failures causes={causes} />
      <LaneStrip job={job} slices={data.slices} />
      <Stages steps={steps} />
      <StepList job={job} steps={data.steps} />
      <Facts job={job} />
    </>
  );
}
