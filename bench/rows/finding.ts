import type { Database } from '../../lib/db/client.ts';
import { findJobs } from '../../lib/jobs/find.ts';
import type { JobQuery } from '../../lib/jobs/job-query.ts';
import { BUDGET_MS, type Call } from './calls.ts';
import { contextOf } from './context.ts';
import { BIG_OWNER, MANY_DAYS } from './many-jobs.ts';

const DAY_MS = 86_400_000;

const exactly = (text: string) => ({ text, isPrefix: false });
const beginning = (text: string) => ({ text, isPrefix: true });
const ticker = (variant: number) => `S${String((variant * 307) % 2_200).padStart(4, '0')}.NS`;

type Asked = Partial<JobQuery>;

const ALONE: Record<string, (variant: number) => Asked> = {
  'a frequent status': () => ({ statuses: ['completed'] }),
  'a status of one job in 400': () => ({ statuses: ['failed'] }),
  'a status of old jobs only': () => ({ statuses: ['cancelled'] }),
  'a status that none has': () => ({ statuses: ['completed_with_errors'] }),
  'every ended status': () => ({ statuses: ['completed', 'completed_with_errors', 'failed', 'cancelled'] }),
  'a frequent kind': () => ({ kinds: ['stocks'] }),
  'a rare kind': () => ({ kinds: ['document'] }),
  'two kinds': () => ({ kinds: ['profile', 'document'] }),
  'a frequent tag': () => ({ tags: ['nightly'] }),
  'a tag of ten old jobs': () => ({ tags: ['audit'] }),
  'a tag that none has': () => ({ tags: ['none'] }),
  'a key of 900 jobs': (v) => ({ key: exactly(ticker(v)) }),
  'a frequent key': () => ({ key: exactly('^GSPC') }),
  'a key of ten jobs': () => ({ key: exactly('RARE.NS') }),
  'a key that none has': () => ({ key: exactly('NONE.NS') }),
  'ten keys by their beginning': (v) => ({ key: beginning(ticker(v).slice(0, 4)) }),
};

/** @param ago milliseconds of so many days ago. */
const timed = (ago: (days: number) => number): typeof ALONE => ({
  'a day': () => ({ since: ago(1) }),
  'a day long ago': (v) => ({ since: ago(200 + v), until: ago(199 + v) }),
  'all days': () => ({ since: ago(MANY_DAYS) }),
  'a day long ago and a rare status': (v) => ({
    statuses: ['failed'],
    since: ago(200 + v),
    until: ago(199 + v),
  }),
  'ten days and a status that they lack': () => ({ statuses: ['cancelled'], since: ago(10) }),
  'a hundred days and a key': (v) => ({ key: exactly(ticker(v)), since: ago(100) }),
  'a day long ago and a frequent key': (v) => ({
    key: exactly('^GSPC'),
    since: ago(200 + v),
    until: ago(199 + v),
  }),
  'a day long ago and a frequent tag': (v) => ({
    tags: ['nightly'],
    since: ago(200 + v),
    until: ago(199 + v),
  }),
  'all at once': (v) => ({
    statuses: ['failed'],
    kinds: ['stocks'],
    tags: ['nightly'],
    key: exactly(ticker(v)),
    since: ago(MANY_DAYS),
  }),
});

const TOGETHER: typeof ALONE = {
  'a frequent kind and a rare status': () => ({ kinds: ['stocks'], statuses: ['failed'] }),
  'a frequent kind and a status of old jobs': () => ({ kinds: ['stocks'], statuses: ['cancelled'] }),
  'a rare kind and a rare status, none': () => ({ kinds: ['document'], statuses: ['failed'] }),
  'a frequent tag and a frequent status': () => ({ tags: ['nightly'], statuses: ['completed'] }),
  'a frequent tag and a status of old jobs': () => ({ tags: ['nightly'], statuses: ['cancelled'] }),
  'a frequent tag and a rare status, none': () => ({ tags: ['by-hand'], statuses: ['failed'] }),
  'a rare tag and a frequent status': () => ({ tags: ['audit'], statuses: ['completed'] }),
  'two frequent tags': () => ({ tags: ['nightly', 'team-a'] }),
  'a frequent tag and a rare one': () => ({ tags: ['by-hand', 'audit'] }),
  'a frequent key and a rare status': () => ({ key: exactly('^GSPC'), statuses: ['cancelled'] }),
  'a rare key and a frequent status': () => ({ key: exactly('RARE.NS'), statuses: ['completed'] }),
  'a frequent key and a frequent tag': () => ({ key: exactly('^GSPC'), tags: ['nightly'] }),
  'a frequent key and a rare tag': () => ({ key: exactly('^GSPC'), tags: ['audit'] }),
  'a rare key and a frequent tag': () => ({ key: exactly('RARE.NS'), tags: ['nightly'] }),
};

/**
 * Many jobs with the one and many with the other, but none with both: the smaller set is walked to its end. No budget;
 * measured for information.
 */
const NEVER_TOGETHER: typeof ALONE = {
  'a key of 300,000 and a status of 2,500': () => ({ key: exactly('^GSPC'), statuses: ['failed'] }),
  'a kind of 100,000 and a tag of 100,000': () => ({ kinds: ['profile'], tags: ['by-hand'] }),
  'a kind of 100,000 and a key of 300,000': () => ({ kinds: ['profile'], key: exactly('^GSPC') }),
  'a tag of 600,000 and a tag of 100,000': () => ({ tags: ['nightly', 'by-hand'] }),
};

/** What `GET /jobs` finds among a million jobs. @param nowMs when they were seeded. */
export function findingCalls(db: Database, nowMs: number): Call[] {
  const context = contextOf(db);
  const calls = (asked: typeof ALONE): Call[] =>
    Object.entries(asked).map(([name, query]) => ({
      name: `found by ${name}`,
      ask: (v) => findJobs(context, BIG_OWNER, { ...query(v), limit: 51 }),
    }));
  const budgeted = { ...ALONE, ...timed((days) => nowMs - days * DAY_MS), ...TOGETHER };
  return [...calls(budgeted).map((call) => ({ ...call, budgetMs: BUDGET_MS })), ...calls(NEVER_TOGETHER)];
}
