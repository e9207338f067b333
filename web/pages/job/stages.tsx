import type { StepJson } from '../../../lib/http/jobs/json-shapes.ts';
import { counted } from '../../words/count.ts';
import { Bar } from './headline.tsx';

/** A bar for each stage that has steps, in their order; nothing where there is only one. */
export function Stages({ steps }: { steps: readonly StepJson[] }) {
  const byStage = Map.groupBy(steps, ({ stage }) => stage);
  if (byStage.size < 2) return null;
  return (
    <section aria-labelledby="stages">
      <h2 id="stages">Stages</h2>
      <dl class="stages">
        {[...byStage].map(([name, ofStage]) => {
          const count = (wanted: StepJson['status']) =>
            ofStage.filter(({ status }) => status === wanted).length;
          const [done, failed] = [count('done'), count('failed')];
          return (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <Bar done={done} failed={failed} total={ofStage.length} label={name} />
                <span class="figure">
                  {done} of {counted(ofStage.length, 'step')}
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
