import type { StoredVotes } from '../rating/explain.ts';
import { sixDigits, voteInWords } from '../rating/explain.ts';
import { ratingOf, type Verdict, verdictOf } from '../rating/rate.ts';
import type { VoteList } from '../rating/vote-lists.ts';
import type { VoteDefinition, VoteId } from '../rating/votes.ts';
import { sharesOf } from '../rating/weigh.ts';
import { nearestFlip, type VoteFlip } from './vote-flips.ts';

export interface NearFlip extends VoteFlip {
  id: VoteId;
  /** The strategy's rating and verdict after the flip. */
  rating: number;
  verdict: Verdict;
  text: string;
}

const MOST = 5;

const percent = (part: number) => `${Number((part * 100).toPrecision(2))} %`;

function inWords({ name, reads }: VoteDefinition, flip: VoteFlip, values: StoredVotes['values']): string {
  const { number, now, level, above, distance } = flip;
  const side = above ? 'above' : 'below';
  const labels = new Map<string, string>(reads);
  const of = reads.find(([other]) => other !== number && values[other] === level)?.[1] ?? '';
  if (number === 'close') {
    const what = of === name ? of : `${name}: ${of}`;
    const where = distance === 0 ? 'is the close' : `is ${percent(distance)} ${side} the close`;
    return `${what} at ${sixDigits(level)} ${where}: a close ${side} it turns this vote to ${voteInWords(flip.to)}.`;
  }
  const mark = `${of} ${sixDigits(level)}`.trim();
  const where = distance === 0 ? `at` : `${sixDigits(Math.abs(now - level))} ${above ? 'below' : 'above'}`;
  return (
    `${name}: ${labels.get(number)} ${sixDigits(now)} is ${where} ${mark}: ` +
    `${side} it this vote turns to ${voteInWords(flip.to)}.`
  );
}

/** The weighted votes nearest to flipping, at most five, nearest first. */
export function nearFlips({ strategy: id, votes, values }: StoredVotes, list: VoteList): NearFlip[] {
  const strategy = list.strategy(id);
  const shares = sharesOf(votes, strategy);
  const flips = list.votes.flatMap((definition, i) => {
    const flip = (shares[i] ?? 0) > 0 ? nearestFlip(definition, list.rules[definition.id], values) : null;
    return flip === null ? [] : [{ definition, i, flip }];
  });
  const nearest = flips.sort((a, b) => a.flip.distance - b.flip.distance).slice(0, MOST);
  return nearest.flatMap(({ definition, i, flip }): NearFlip[] => {
    const then = ratingOf(votes.with(i, flip.to), strategy);
    if (then === null) return [];
    const text = inWords(definition, flip, values);
    return [{ ...flip, id: definition.id, rating: then.rating, verdict: verdictOf(then.rating), text }];
  });
}
