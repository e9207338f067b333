import { useSignal } from '@preact/signals';
import { useCallback } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { StepJson } from '../../../lib/http/jobs/json-shapes.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import type { Followed } from '../../api/follow.ts';
import { Problem } from '../../parts/problem.tsx';
import { useRowHeight } from '../../parts/row-height.ts';
import { VirtualRows } from '../../parts/virtual-rows.tsx';
import { withParameter } from '../../words/address.ts';
import { counted, number } from '../../words/count.ts';
import { countsOf, doubled, shownSteps, stepWord } from './step-order.ts';
import { StepRow } from './step-row.tsx';

interface StepListProps {
  job: JobJson;
  steps: Followed<StepJson[]>;
}

/** All steps, failures first; one at a time opens to its tries. State, filter and open step are in the address. */
export function StepList({ job, steps: { data, fault } }: StepListProps) {
  const { url, query, route } = useLocation();
  const height = useRowHeight();
  const more = useSignal(0);
  const all = data ?? [];
  const shown = shownSteps(all, { status: query['status'] ?? null, text: query['find'] ?? '' });
  const openAt = shown.findIndex(({ key }) => key === query['step']);
  const measure = useCallback(
    (px: number) => {
      more.value = px;
    },
    [more],
  );
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">Steps</h2>
      {fault && <Problem fault={fault} />}
      <fieldset class="filters">
        <legend class="unseen">Which steps</legend>
        <State
          name="all"
          count={all.length}
          on={query['status'] === undefined}
          href={withParameter(url, 'status', null)}
        />
        {countsOf(all).map(([status, count]) => (
          <State
            key={status}
            name={stepWord(status)}
            count={count}
            on={query['status'] === status}
            href={withParameter(url, 'status', status)}
          />
        ))}
        <label>
          <span class="unseen">Find a step</span>
          <input
            type="search"
            data-find
            placeholder="Find a step"
            value={query['find'] ?? ''}
            onInput={({ currentTarget }) => route(withParameter(url, 'find', currentTarget.value), true)}
          />
        </label>
      </fieldset>
      {data !== null && shown.length === 0 && <p class="minor">{nothing(all.length)}</p>}
      <div class="list steps">
        <div class="row heads" aria-hidden="true">
          <span>Step</span>
          <span>State</span>
          <span>Tries</span>
          <span>Waited</span>
          <span>Worked</span>
          <span>What happened</span>
        </div>
        <VirtualRows
          count={shown.length}
          height={height}
          open={openAt < 0 ? null : { index: openAt, more: more.value }}
          row={(index, top) => {
            const step = shown[index];
            return (
              step && (
                <StepRow
                  {...{ step, job, index, top, measure }}
                  of={shown.length}
                  isOpen={index === openAt}
                />
              )
            );
          }}
        />
      </div>
      <Once steps={all} />
    </section>
  );
}

const nothing = (all: number): string => (all === 0 ? 'No steps are planned yet.' : 'No step is like that.');

interface StateProps {
  name: string;
  count: number;
  on: boolean;
  href: string;
}

function State({ name, count, on, href }: StateProps) {
  return (
    <a class="choice" href={href} aria-current={on ? 'true' : undefined}>
      {name} <span class="figure">{number(count)}</span>
    </a>
  );
}

/** The promise, counted from the tries themselves. */
function Once({ steps }: { steps: readonly StepJson[] }) {
  const done = steps.filter(({ status }) => status === 'done').length;
  if (done === 0) return null;
  const lost = steps.filter(({ tries = [] }) =>
    tries.some(({ outcome }) => outcome === 'lost' || outcome === 'lost_lease'),
  ).length;
  return (
    <p class="minor" data-once>
      {number(done)} done, each once: {doubled(steps)} doubled.{' '}
      {lost > 0 && `${counted(lost, 'step')} had been in a function that died, and came back.`}
    </p>
  );
}
