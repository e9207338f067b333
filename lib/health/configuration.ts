import type { Finding, Part } from '../core/finding.ts';
import type { Check, HealthDeps } from './deps.ts';

interface Place {
  part: Part;
  code: string;
  why: string;
}

const PLACES: Readonly<Record<string, Place>> = {
  API_KEYS: {
    part: 'access',
    code: 'access_not_configured',
    why: 'Access is closed: every request but this one is refused.',
  },
  CRON_SECRET: {
    part: 'cron',
    code: 'cron_not_configured',
    why: "Vercel's daily call is refused, so expired data are never deleted.",
  },
};

const BROKEN: Place = {
  part: 'configuration',
  code: 'configuration_missing',
  why: 'The service refuses all work until it is mended.',
};
const DEGRADED: Place = { ...BROKEN, why: 'The service works, but not as it should.' };

/** What is wrong with the variables, as the configuration itself found it. */
function configurationFindings({ problems }: Pick<HealthDeps, 'problems'>): Finding[] {
  return problems.map(({ name, reason, remedy, severity }) => {
    const place = severity === 'broken' ? BROKEN : (PLACES[name] ?? DEGRADED);
    return { ...place, severity, what: `${name} ${reason}.`, remedy, variable: name };
  });
}

export const configurationCheck: Check = {
  parts: ['configuration', 'access', 'cron'],
  asks: 'nobody',
  run: async (look) => configurationFindings(look),
  silence: {
    ...BROKEN,
    severity: 'broken',
    what: 'The configuration could not be read.',
    remedy: 'Look at the logs of the function.',
  },
};
