import type { Finding } from '../core/finding.ts';
import { type DeadLetter, deadLettersOf } from './dead-letter.ts';
import type { Check, Look } from './deps.ts';
import { type Met, whoMet } from './met.ts';
import { told } from './met-finding.ts';
import { QUEUE_SILENT, queueFinding } from './queue-fault.ts';

const WITHIN_MS = 24 * 60 * 60_000;

/** Those after which a job may still go on by itself. */
const PASSING: readonly Met[] = ['refused', 'failing'];

const OVER =
  'A callback has come through since, so this is over. To be rid of it, delete them in Upstash’s console (QStash, DLQ).';

function ofGroup(
  look: Look,
  met: Exclude<Met, 'service'>,
  letters: DeadLetter[],
  seenAt: number | null,
): Finding {
  const newest = letters.reduce((a, b) => (b.createdAt > a.createdAt ? b : a));
  const { facts } = look;
  const { what, remedy, code, variable } = told(met, {
    address: `${facts.appUrl}/api/process`,
    answered: newest.answered,
    hasBypass: facts.protectionBypass !== null,
  });
  const isOver = seenAt !== null && newest.createdAt < seenAt;
  const count = letters.length === 1 ? 'One message was' : `${letters.length} messages were`;
  return {
    part: 'dead_letters',
    severity: isOver || PASSING.includes(met) ? 'degraded' : 'broken',
    code,
    what: `${count} given up in the last 24 hours. ${what}`,
    why: isOver
      ? 'The jobs that they belonged to were held up.'
      : 'What the queue gives up holds up its job, which ends by its deadline at the latest.',
    remedy: isOver ? OVER : remedy,
    ...(variable === undefined || isOver ? {} : { variable }),
  };
}

/** Groups the letters by who answered. */
function deadLetterFindings(look: Look, letters: DeadLetter[], seenAt: number | null): Finding[] {
  const groups = Map.groupBy(letters, ({ answered }) => whoMet(answered));
  return [...groups].flatMap(([met, group]) =>
    met === 'service' ? [] : [ofGroup(look, met, group, seenAt)],
  );
}

async function run(look: Look): Promise<Finding[]> {
  const { client, clock, facts } = look;
  if (!client || !facts.appUrl) return [];
  const filter = { url: `${facts.appUrl}/api/process`, fromDate: clock.now() - WITHIN_MS };
  try {
    const [letters, seenAt] = await Promise.all([
      deadLettersOf(client, filter),
      look.seenAt().catch(() => null),
    ]);
    return deadLetterFindings(look, letters, seenAt);
  } catch (error) {
    return [queueFinding(look, error)];
  }
}

/** What the queue has given up of late on its way to us. */
export const deadLettersCheck: Check = { parts: ['dead_letters'], asks: 'queue', run, silence: QUEUE_SILENT };
