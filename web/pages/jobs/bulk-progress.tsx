import { useEffect } from 'preact/hooks';
import type { BulkJson } from '../../../lib/http/jobs/json-shapes.ts';
import { useResource } from '../../api/resource.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { number } from '../../words/count.ts';

const DOES: Readonly<Record<BulkJson['action'], string>> = {
  retry: 'retried',
  cancel: 'cancelled',
  delete: 'deleted',
};

interface BulkProgressProps {
  begun: BulkJson;
  look: () => void;
}

/** How far an action on many jobs is. It goes on by itself, whether watched or not. */
export function BulkProgress({ begun, look }: BulkProgressProps) {
  const action = useResource<BulkJson>(begun.links.self, { ended: ({ status }) => status === 'completed' });
  const { data } = action.value;
  const isOver = data?.status === 'completed';
  useEffect(() => {
    if (isOver) look();
  }, [isOver]);
  return (
    <Loaded of={action}>
      {({ action: does, status, done, total, skipped, failed, reasons }) => (
        <div class="note" role="status">
          <p>
            {number(done)} of {number(total)} {DOES[does]}
            {skipped > 0 && `, ${number(skipped)} left as they were`}
            {failed > 0 && `, ${number(failed)} failed`}.{' '}
            {status === 'running' && 'It goes on by itself; this page may be closed.'}
          </p>
          {reasons.length > 0 && (
            <ul>
              {reasons.map(({ code, message, count, job }) => (
                <li key={code}>
                  {number(count)}: {message} <a href={`/jobs/${job}`}>One of them</a>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Loaded>
  );
}
