import { explain, type VoteExplanation } from '../rating/explain.ts';
import { ratingOf, type Verdict, verdictOf } from '../rating/rate.ts';
import type { StrategyId } from '../rating/strategies.ts';
import { voteListOf } from '../rating/vote-lists.ts';
import { conflictsIn } from './conflicts.ts';
import { type EvidenceSummary, evidenceGroups } from './evidence-groups.ts';
import { type NearFlip, nearFlips } from './near-flips.ts';
import { type NextLabel, nextLabels } from './next-labels.ts';
import type { StoredVerdict } from './stored-verdict.ts';

export interface VerdictExplanation {
  strategy: { id: StrategyId; name: string; summary: string };
  rating: number;
  verdict: Verdict;
  /** The published rating of the same votes. */
  published: { rating: number; verdict: Verdict };
  votes: VoteExplanation[];
  groups: EvidenceSummary[];
  /** What would change the verdict: distances to the next labels, and votes that a small move would flip. */
  changes: { up: NextLabel | null; down: NextLabel | null; votes: NearFlip[] };
  conflicts: string[];
}

/** Explains a stored verdict. @throws RangeError if the votes are of an unknown version or cannot make a rating. */
export function explainVerdict(stored: StoredVerdict): VerdictExplanation {
  const { votes, values, votesVersion } = stored;
  const list = voteListOf(votesVersion);
  if (list === null) throw new RangeError(`Votes of version ${votesVersion} cannot be explained.`);
  const strategy = list.strategy(stored.strategy);
  const explained = explain(stored, list);
  const rating = ratingOf(votes, strategy);
  const published = ratingOf(votes);
  if (rating === null || published === null) throw new RangeError('Too few votes for a rating.');
  const groups = evidenceGroups(explained);
  return {
    strategy: { id: strategy.id, name: strategy.name, summary: strategy.summary },
    rating: rating.rating,
    verdict: verdictOf(rating.rating),
    published: { rating: published.rating, verdict: verdictOf(published.rating) },
    votes: explained,
    groups,
    changes: { ...nextLabels(rating.rating), votes: nearFlips(stored, list) },
    conflicts: conflictsIn({ strategy, rating, published, groups, values }),
  };
}
