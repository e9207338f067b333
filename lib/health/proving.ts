import type { Finding } from '../core/finding.ts';
import { UNPROVEN } from './callback.ts';
import type { HealthDeps } from './deps.ts';
import { distinct } from './look.ts';
import { awaited, type Probed, publish, type Underway } from './probe.ts';

/** A look at health waits for its probe no longer; the next one hears what became of it. */
const PATIENCE_MS = 5_000;
/** Each probe is a message of the plan. */
const EVERY_MS = 60_000;
/** What a callback or a probe has shown is believed for so long, unless something speaks against it. */
const PROOF_LASTS_MS = 60 * 60_000;
const FATE_LASTS_MS = 10 * 60_000;

/** What has become of the last probe. */
interface Fate {
  /** By `clock.passed`. */
  at: number;
  /** When a callback had last been seen before it, Unix milliseconds; null if none had. */
  before: number | null;
  findings: Finding[];
}

/** What one look has found so far. */
interface Seen {
  findings: Finding[];
  /** When a verified callback last came, Unix milliseconds. */
  seenAt: number | null;
}

/** Proves, where nothing else has of late, that the queue gets through to the service. */
export interface Proving {
  /** Sends a probe if one is wanted, at most one a minute. @returns whether it has come back. */
  prove(seen: Seen): Promise<boolean>;
  /** The findings, with what the last probe met in place of the want of proof. */
  told(seen: Seen): Finding[];
}

const NEEDED = ['configuration', 'database', 'schema', 'queue'];

/** Whether a probe could tell more than is known. */
function isWanted({ clock }: HealthDeps, { findings, seenAt }: Seen): boolean {
  const isBroken = ({ severity }: Finding) => severity === 'broken';
  if (findings.some((each) => isBroken(each) && NEEDED.includes(each.part))) return false;
  if (findings.some((each) => isBroken(each) && each.part === 'dead_letters')) return true;
  return seenAt === null || clock.now() - seenAt >= PROOF_LASTS_MS;
}

/** Remembers, for the life of the process, what became of the probes that looks at health have sent. */
export function createProving(deps: HealthDeps): Proving {
  const { clock } = deps;
  let sentAt = Number.NEGATIVE_INFINITY;
  let underway: Underway | null = null;
  let fate: Fate | null = null;

  const settled = async (): Promise<Probed | null> => {
    if (!underway) {
      if (clock.passed() - sentAt < EVERY_MS) return null;
      sentAt = clock.passed();
      const sent = await publish(deps);
      if (!('messageId' in sent)) return sent;
      underway = sent;
    }
    return awaited(deps, underway, PATIENCE_MS);
  };

  return {
    prove: async (seen) => {
      if (!underway && !isWanted(deps, seen)) return false;
      const probed = await settled();
      if (probed === null) return false;
      fate = { at: clock.passed(), before: underway?.before ?? seen.seenAt, findings: probed.findings };
      underway = null;
      return probed.cameBackInMs !== null;
    },
    told: ({ findings, seenAt }) => {
      if (fate === null || fate.findings.length === 0) return findings;
      const isOver = clock.passed() - fate.at >= FATE_LASTS_MS;
      const hasComeSince = seenAt !== null && (fate.before === null || seenAt > fate.before);
      if (isOver || hasComeSince) return findings;
      // What the queue refused to take has proved nothing.
      const tells = fate.findings.some(({ part }) => part === 'callback');
      const others = tells ? findings.filter(({ code }) => code !== UNPROVEN) : findings;
      return distinct([...others, ...fate.findings]);
    },
  };
}
