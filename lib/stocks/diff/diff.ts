import { isPartial } from '../rating/rate.ts';
import { voteListOf } from '../rating/vote-lists.ts';
import type { Vote } from '../rating/votes.ts';
import { isKnown, type StockResult, VOTE_IDS } from '../results/results.ts';

/** A number or word that differs, by its name in the result's JSON. */
export interface Change {
  name: string;
  from: number | string | null;
  to: number | string | null;
}

export interface VoteChange {
  id: string;
  name: string;
  from: Vote;
  to: Vote;
}

/** What differs between two results of one ticker; equal parts are left out. */
export interface ResultDiff {
  verdict: Change[];
  plan: Change[];
  votes: VoteChange[];
  /** The numbers that votes read and the figures of the context, without those of the bars before. */
  values: Change[];
  /** Why the two may differ for another reason than the market, one sentence each. */
  cautions: string[];
}

type Fields = Readonly<Record<string, number | string | null>>;

function changesIn(from: Fields, to: Fields): Change[] {
  return Object.keys({ ...from, ...to })
    .map((name) => ({ name, from: from[name] ?? null, to: to[name] ?? null }))
    .filter((change) => change.from !== change.to);
}

const verdictOf = (result: StockResult): Fields => ({
  verdict: result.verdict,
  rating: result.rating,
  score: result.score,
  moving_averages: result.movingAverages,
  oscillators: result.oscillators,
  evidence_finding: result.evidence,
});

const planOf = (result: StockResult): Fields => ({
  entry: result.entry,
  entry_reason: result.entryReason,
  stop: result.stop,
  target: result.target,
  risk_reward: result.riskReward,
  shares: result.shares,
  shares_bound_by: result.sharesBoundBy,
  time_limit_bars: result.timeLimitBars,
  no_plan_reason: result.noPlanReason,
});

const valuesOf = ({ values, context, close }: StockResult): Fields =>
  Object.fromEntries(
    Object.entries({ close, ...values, ...context }).filter(([name]) => !name.endsWith('_before')),
  );

function votesIn(from: StockResult, to: StockResult): VoteChange[] {
  const list = voteListOf(to.votesVersion);
  return VOTE_IDS.flatMap((id, i) => {
    const [before = null, after = null] = [from.votes[i], to.votes[i]];
    return before === after ? [] : [{ id, name: list?.votes[i]?.name ?? id, from: before, to: after }];
  });
}

function cautionsOf(from: StockResult, to: StockResult): string[] {
  const differ = (what: string, a: string | number, b: string | number) =>
    a === b ? [] : [`${what}: ${a}, then ${b}.`];
  const partial = [from, to].filter(({ bars }) => isPartial(bars)).length;
  return [
    ...differ('The strategies differ', from.strategy, to.strategy),
    ...differ('The votes follow different versions of the rules', from.votesVersion, to.votesVersion),
    ...(isKnown(from) && isKnown(to)
      ? []
      : ['Votes and values are not compared: one list of them is unknown.']),
    ...differ('The data is from different sources', from.dataSource, to.dataSource),
    ...(from.asOf === to.asOf ? ['Both describe the same day.'] : []),
    ...(from.asOf > to.asOf ? ['The second describes an earlier day than the first.'] : []),
    ...(partial === 0 ? [] : [`${partial === 2 ? 'Both ratings are' : 'One rating is'} partial.`]),
  ];
}

/** Compares two results of one ticker, field by field and to the last bit. */
export function diffOf(from: StockResult, to: StockResult): ResultDiff {
  const known = isKnown(from) && isKnown(to);
  return {
    verdict: changesIn(verdictOf(from), verdictOf(to)),
    plan: changesIn(planOf(from), planOf(to)),
    votes: known ? votesIn(from, to) : [],
    values: known ? changesIn(valuesOf(from), valuesOf(to)) : [],
    cautions: cautionsOf(from, to),
  };
}
