import type { Kernel } from '../kernel.ts';
import { rehearse } from './rehearse.ts';
import { type SubmitDeps, submit } from './submit.ts';

/** What the kernel does with a validated request. */
export const accepting = (deps: SubmitDeps): Pick<Kernel, 'submit' | 'rehearse'> => ({
  submit: (submission) => submit(deps, submission),
  rehearse: (submission) => rehearse(deps, submission),
});
