import type { Finding } from '../core/finding.ts';
import { DATABASE_SILENT } from './database-fault.ts';
import type { Check, Look } from './deps.ts';

/** The code of the one finding that is a want of proof, not a fault. */
export const UNPROVEN = 'callback_unproven';

function unproven({ facts }: Look): Finding {
  return {
    part: 'callback',
    severity: 'degraded',
    code: UNPROVEN,
    what: `The queue has not yet reached ${facts.appUrl}/api/process with these signing keys.`,
    why: 'Until it has, nobody knows whether jobs would go on: protection, a wrong key or a wrong address would stop them.',
    remedy:
      'Ask GET /api/v1/health?fresh=true with an API key, or run `npm run doctor`: both send a message through the queue ' +
      'and back. The first job proves it too.',
  };
}

/** Whether a verified callback has ever come by the way that is configured. */
export const callbackCheck: Check = {
  parts: ['callback'],
  asks: 'database',
  run: async (look) => {
    if (!look.db || !look.facts.appUrl) return [];
    try {
      return (await look.seenAt()) === null ? [unproven(look)] : [];
    } catch {
      // What is wrong with the database is found by the check of the schema.
      return [];
    }
  },
  silence: DATABASE_SILENT,
};
