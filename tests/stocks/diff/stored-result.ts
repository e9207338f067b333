import { VOTES, VOTES_VERSION } from '../../../lib/stocks/rating/votes.ts';
import type { StockResult } from '../../../lib/stocks/results/results.ts';

/** A stored result in which nothing votes, but for the given fields. */
export function storedResult(changes: Partial<StockResult> = {}): StockResult {
  return {
    ...{
      jobId: 'job_a',
      ticker: 'TCS.NS',
      symbol: 'TCS',
      stepKey: 'TCS',
      owner: 'ann',
      name: null,
      currency: 'INR',
    },
    ...{ verdict: 'Neutral', rating: 0, score: 50, movingAverages: 0, oscillators: 0, close: 100 },
    ...{ entry: null, stop: null, target: null, riskReward: null, shares: null, sharesBoundBy: null },
    ...{ noPlanReason: 'verdict_not_buy', entryReason: null, timeLimitBars: null },
    ...{ votes: VOTES.map(() => 0), votesVersion: VOTES_VERSION, values: {}, context: {} },
    ...{ bars: 300, droppedBars: 0, asOf: '2026-11-20', dataSource: 'yahoo', analysisSource: 'api' },
    ...{ provenance: 'a test', stale: false, strategy: 'balanced', evidence: 'too_few' },
    ...{ exchange: null, alsoAskedFor: null, symbolNote: null, otherListings: null },
    ...{ quantity: null, sharesReason: null, volume: null, turnover: null, money: null },
    ...{ interval: '1d', bar: null, barUntil: null, listingStaleSince: null, verdictNow: null },
    ...{ walkForward: null, dataQuality: null },
    startedAt: new Date(0),
    completedAt: new Date(0),
    ...changes,
  };
}
