import { PermanentError, TransientError } from '../../../lib/core/errors.ts';
import { DEFAULTS } from '../../../lib/engine/settings.ts';
import { outcomeOfError } from '../../../lib/engine/slice/running.ts';
import { api, json } from '../../http/harness.ts';
import { done, turn } from '../../support/jobs.ts';
import { guarded } from './support/guarded.ts';
import type { Own } from './support/own.ts';
import { stockJob } from './support/stocks.ts';

const ERRORS = {
  WRONG: new PermanentError('unknown_symbol', 'There is no WRONG.'),
  DOWN: new TransientError('market_data_failed', 'No answer for DOWN.'),
};

/** What a job tells of items that failed, each for its own reason, beside one that did not. */
async function toldErrors(own: Own) {
  const { id } = await stockJob(own, ['GOOD', 'WRONG', 'DOWN']);
  const { claimed } = await turn(own.db, id, { token: 'a' });
  const failed = claimed.flatMap((step) =>
    step.key === 'WRONG' || step.key === 'DOWN'
      ? [
          outcomeOfError({ ...step, token: 'a', attempts: DEFAULTS.attempts - 1 }, ERRORS[step.key], {
            settings: DEFAULTS,
            random: () => 0.5,
            provider: null,
          }),
        ]
      : [],
  );
  await turn(own.db, id, { outcomes: [done('GOOD', 'a'), ...failed] });
  return told(own, id);
}

async function told(own: Own, id: string) {
  const { job, errors } = await json(await api(own.url).get(`/api/v1/jobs/${id}/result`));
  const status = job !== null && typeof job === 'object' && 'status' in job ? job.status : undefined;
  return { status, errors };
}

const tries = `(after ${DEFAULTS.attempts} attempts)`;
const status = 'completed_with_errors';

guarded('each item that failed says why', {
  probe: toldErrors,
  holds: {
    status,
    errors: [
      { key: 'WRONG', code: 'unknown_symbol', message: 'There is no WRONG.' },
      { key: 'DOWN', code: 'market_data_failed', message: `No answer for DOWN. ${tries}` },
    ],
  },
  guards: [
    {
      name: 'the message in the statement that commits outcomes',
      patch: [{ where: /^with j as[\s\S]*settled as/, find: /else o\.message end/, replace: 'end' }],
      sees: {
        status,
        errors: [
          { key: 'WRONG', code: 'unknown_symbol', message: '' },
          { key: 'DOWN', code: 'market_data_failed', message: '' },
        ],
      },
    },
    {
      name: 'the code in the statement that commits outcomes',
      patch: [{ where: /^with j as[\s\S]*settled as/, find: /else o\.code end/, replace: 'end' }],
      sees: {
        status,
        errors: [
          { key: 'WRONG', code: '', message: '' },
          { key: 'DOWN', code: '', message: '' },
        ],
      },
    },
  ],
});
