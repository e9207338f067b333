/** A bug to plant in a copy of `lib/`. Each `find` must occur exactly once in its file, or the mutation is stale. */
export interface Mutation {
  name: string;
  /** The scenario that must detect it. */
  scenario: string;
  patches: { file: string; find: string; replace: string }[];
}

const TURN = 'lib/jobs/turn/turn.ts';
const COMMIT = 'lib/jobs/turn/commit.ts';
const CLAIM = 'lib/jobs/turn/claim.ts';
const SHARES = 'lib/jobs/turn/shares.ts';
const NEWS = 'lib/jobs/turn/provider-news.ts';

const COUNT_OUTSIDE = `  const doneNow = request.outcomes.filter(({ result }) => result === 'done').length;
  const failedNow = request.outcomes.filter(({ result }) => result === 'failed').length;
  const counted = doneNow + failedNow === 0 ? results : await transact(db, [
    lockStatement(jobId),
    sql\`update jobs set done = done + \${doneNow}, failed = failed + \${failedNow},
      stage_left = stage_left - \${doneNow + failedNow} where id = \${jobId}\`,
    ADVANCE.with({ jobId, epoch }),
    VIEW.with({ jobId, line: slice.line, run: slice.run, message: slice.message, withInput, aliveMs }),
  ]);
  const advanced = (counted === results ? results[3 + writes.length] : counted[2])?.[0];
  const seen = counted;`;

export const MUTATIONS: Mutation[] = [
  {
    name: 'no fence',
    scenario: 'a zombie commits',
    patches: [{ file: COMMIT, find: ' and s.token = o.token', replace: '' }],
  },
  {
    name: 'no lease check',
    scenario: 'a second slice comes',
    patches: [
      {
        file: CLAIM,
        find: `s.status = 'running' and s.lease_until <= clock_timestamp()\n  ), waiting`,
        replace: `s.status = 'running'\n  ), waiting`,
      },
      { file: CLAIM, find: 'when: onlyFresh(request)', replace: 'when: sql`false`' },
    ],
  },
  {
    name: 'insert before publish',
    scenario: 'the queue refuses a creation',
    patches: [
      {
        file: 'lib/engine/accept/create.ts',
        find: '  await publisher.start({ ...start, nonce: ids.token() });\n',
        replace: '',
      },
      {
        file: 'lib/engine/accept/create.ts',
        find: 'if (row.id !== id) return row.idempotencyKey === key ? replay(row, hash) : standing(row);',
        replace: `if (row.id !== id) return row.idempotencyKey === key ? replay(row, hash) : standing(row);
  await publisher.start({ ...start, nonce: ids.token() });`,
      },
    ],
  },
  {
    name: 'acknowledge before commit',
    scenario: 'the database is away when a slice commits',
    patches: [
      {
        file: 'lib/engine/callbacks.ts',
        find: 'return new Slice(deps, message, delivery).work();',
        replace: `new Slice(deps, message, delivery).work().catch(() => {});
      return Promise.resolve({ kind: 'done', reason: 'begun' });`,
      },
    ],
  },
  {
    name: 'counter moved outside the transaction',
    scenario: 'every second answer of the database is lost',
    patches: [
      {
        file: COMMIT,
        find: `done = done + (select count(*) from ended where status = 'done'),`,
        replace: 'done = done,',
      },
      {
        file: COMMIT,
        find: `failed = failed + (select count(*) from ended where status = 'failed'),`,
        replace: 'failed = failed,',
      },
      { file: COMMIT, find: '- (select count(*) from ended e where e.stage = jobs.stage)', replace: '' },
      {
        file: TURN,
        find: `  const advanced = results[3 + writes.length]?.[0];`,
        replace: COUNT_OUTSIDE,
      },
      {
        file: TURN,
        find: `    view: viewOf(results),\n    claimed`,
        replace: `    view: viewOf(seen),\n    claimed`,
      },
    ],
  },
  {
    name: 'cancel without guard',
    scenario: 'a finished job is cancelled',
    patches: [
      {
        file: 'lib/jobs/end.ts',
        find: `where id = \${jobId} and owner = \${owner} and \${UNFINISHED} and deadline_at`,
        replace: `where id = \${jobId} and owner = \${owner} and deadline_at`,
      },
    ],
  },
  {
    name: 'acknowledging while its own earlier delivery holds the lease',
    scenario: 'a message comes again while its dead run holds the leases',
    patches: [
      {
        file: 'lib/engine/slice/decide.ts',
        find: `if (mine !== null) return { kind: 'busy', afterSeconds: Math.ceil((mine - now) / 1000) + 1 };`,
        replace: `if (mine !== null) return { kind: 'acknowledge', reason: 'another lease covers it' };`,
      },
    ],
  },
  {
    name: 'a deduplication id used again for a re-dispatch',
    scenario: 'the first rescue is lost',
    patches: [
      {
        file: 'lib/engine/publisher.ts',
        find: `\`r-\${life.job}-\${life.epoch}-\${run}\``,
        replace: `\`r-\${life.job}-\${life.epoch}\``,
      },
    ],
  },
  {
    name: 'a partial batch ignored',
    scenario: 'the queue takes a part of a batch',
    patches: [
      {
        file: 'lib/engine/outgoing.ts',
        find: 'acceptedItem.safeParse(items[i]).success ? null',
        replace: 'i >= 0 || acceptedItem.safeParse(items[i]).success ? null',
      },
    ],
  },
  {
    name: 'innocent steps charged with a poison step’s attempts',
    scenario: 'a poison step among innocents',
    patches: [
      {
        file: CLAIM,
        find: 'union all select place, token, true, 3, null, seq from suspects',
        replace: 'union all select place, token, false, 3, null, seq from suspects',
      },
    ],
  },
  {
    name: 'counts derived in the committing statement',
    scenario: 'the last two steps at once',
    patches: [
      {
        file: COMMIT,
        find: '  lockStatement(args.jobId),',
        replace: '  sql`select 1 as one`,',
      },
      {
        file: COMMIT,
        find: 'stage_left = stage_left + (select count(*) from added a where a.stage = jobs.stage)',
        replace: `stage_left = (select count(*) from steps s where s.job_id = jobs.id and s.stage = jobs.stage
      and s.status in ('pending', 'running'))`,
      },
    ],
  },
  {
    name: 'a watchdog acknowledged before its successor is armed',
    scenario: 'the queue refuses the next watchdog',
    patches: [
      {
        file: 'lib/engine/watchdog.ts',
        find: '  await publisher.watchdog(message, message.gen + 1, delaySeconds);\n',
        replace: '  await publisher.watchdog(message, message.gen + 1, delaySeconds).catch(() => {});\n',
      },
    ],
  },
  {
    name: 'a webhook tied to seeing the transition',
    scenario: 'nobody sees the job end',
    patches: [
      {
        file: 'lib/engine/slice/slice.ts',
        find: 'if (view.webhook_due !== null) await announceDue(',
        replace: 'if (turn.moved && view.webhook_due !== null) await announceDue(',
      },
      {
        file: 'lib/engine/watchdog.ts',
        find: 'if (peek.webhook_due !== null) await announceDue(deps, message.job);',
        replace: '',
      },
      {
        file: 'lib/engine/watchdog.ts',
        find: 'if (view && view.webhook_due !== null) await',
        replace: 'if (moved && view && view.webhook_due !== null) await',
      },
    ],
  },
  {
    name: 'a commit that does not hang on the job',
    scenario: 'a slice commits after the cancellation',
    patches: [
      {
        file: COMMIT,
        find: `from jobs where id = \${jobId} and epoch = \${epoch} and \${UNFINISHED}`,
        replace: `from jobs where id = \${jobId} and epoch = \${epoch}`,
      },
    ],
  },
  {
    name: 'a claim that is not idempotent',
    scenario: 'a claim is sent twice',
    patches: [
      {
        file: CLAIM,
        find: 'case when exists (select 1 from held) then 0 else',
        replace: 'case when false then 0 else',
      },
    ],
  },
  {
    name: 'a watchdog that acts though a later one looks after the job',
    scenario: 'an older watchdog comes again',
    patches: [
      {
        file: 'lib/engine/watchdog.ts',
        find: "return peek.watch > message.gen ? 'a later watchdog looks after the job' : null;",
        replace: 'return null;',
      },
    ],
  },
  {
    name: 'one slice more at every look of the watchdog',
    scenario: 'a watchdog looks at a job that is well',
    patches: [
      {
        file: 'lib/engine/watchdog.ts',
        find: 'if (alive === 0) return true;',
        replace: 'if (alive >= 0) return true;',
      },
    ],
  },
  {
    name: 'a revival that is not reserved',
    scenario: 'ten look at a deserted job at once',
    patches: [
      { file: 'lib/engine/revive.ts', find: "if (rows.length === 0) return 'cared_for';\n", replace: '' },
    ],
  },
  {
    name: 'a refused revival that keeps the job reserved',
    scenario: 'the queue refuses a revival',
    patches: [
      { file: 'lib/engine/revive.ts', find: 'await query(deps, () => release(deps, jobId));\n', replace: '' },
    ],
  },
  {
    name: 'a claim that comes in time for nobody',
    scenario: 'a turn comes later than its slice waits',
    patches: [
      {
        file: CLAIM,
        find: `and clock_timestamp() < to_timestamp(\${notAfterMs}::float8 / 1000)`,
        replace: `and \${notAfterMs}::float8 > 0`,
      },
    ],
  },
  {
    name: 'a lease that ended charged as a death',
    scenario: 'claims are lost on their way back',
    patches: [
      {
        file: CLAIM,
        find: 'suspect = s.suspect or c.alone, alone = c.alone',
        replace: `suspect = s.suspect or c.alone, alone = c.alone, lost = s.lost + (s.status = 'running')::int`,
      },
      {
        file: COMMIT,
        find: `status = case when o.result = 'done' then 'done'`,
        replace: `status = case when s.lost > 2 then 'failed' when o.result = 'done' then 'done'`,
      },
    ],
  },
  {
    name: 'the watchdog’s line beside lines that are alive',
    scenario: 'a watchdog’s slice comes to a job that is well',
    patches: [
      {
        file: 'lib/engine/slice/further-lines.ts',
        find: "if (line !== 'w') return false;",
        replace: "if (line !== '') return false;",
      },
    ],
  },
  {
    name: 'a wave of revived slices',
    scenario: 'the slices of two revivals come at once',
    patches: [
      {
        file: 'lib/jobs/turn/view.ts',
        find: 'precededBy(request)} as preceded',
        replace: 'sql`false`} as preceded',
      },
    ],
  },
  {
    name: 'a slice that takes its own dead run for another',
    scenario: 'a watchdog’s slice comes again after its own death',
    patches: [
      {
        file: 'lib/jobs/turn/view.ts',
        find: `and c.message <> \${message}\n`,
        replace: `and \${message}::text is not null\n`,
      },
    ],
  },
  {
    name: 'an owner takes again what others wait for',
    scenario: 'two owners at one provider',
    patches: [
      {
        file: SHARES,
        find: 'where r.owner <> j.owner group by r.owner',
        replace: 'where false group by r.owner',
      },
    ],
  },
  {
    name: 'a job takes again what its owner’s others wait for',
    scenario: 'a small job beside a large one of its owner',
    patches: [
      {
        file: SHARES,
        find: 'select r.job_id, r.wants, r.served from rivals r, j where r.owner = j.owner',
        replace: 'select r.job_id, r.wants, r.served from rivals r, j where false',
      },
    ],
  },
  {
    name: 'what a provider takes per time is not counted',
    scenario: 'a provider is asked faster than it takes',
    patches: [{ file: SHARES, find: 'set tokens = p.tokens - got.n', replace: 'set tokens = p.tokens' }],
  },
  {
    name: 'a paused provider is asked',
    scenario: 'a provider refuses everybody',
    patches: [
      {
        file: SHARES,
        find: 'when p.paused_until > t.at then 0',
        replace: 'when p.paused_until > t.at then 9',
      },
    ],
  },
  {
    name: 'many probes at once',
    scenario: 'a provider refuses everybody',
    patches: [
      {
        file: SHARES,
        find: 'else 1 - coalesce((select sum(probes)',
        replace: 'else 9 - coalesce((select sum(probes)',
      },
    ],
  },
  {
    name: 'a refusal costs an attempt',
    scenario: 'a provider refuses everybody',
    patches: [
      {
        file: COMMIT,
        find: "o.result in ('given_back', 'lost', 'refused'))",
        replace: "o.result in ('given_back', 'lost'))",
      },
    ],
  },
  {
    name: 'all pauses are of one length',
    scenario: 'a provider refuses everybody',
    patches: [{ file: NEWS, find: '2 ^ least(p.pauses, 10)', replace: '2 ^ 0' }],
  },
  {
    name: 'a success does not open the provider',
    scenario: 'a provider answers again',
    patches: [{ file: NEWS, find: 'then 0 else p.pauses end', replace: 'then p.pauses else p.pauses end' }],
  },
  {
    name: 'a continuation is taken for a spare slice',
    scenario: 'a slice on line w comes again after it has handed over',
    patches: [{ file: 'lib/jobs/turn/view.ts', find: "and c.state <> 'handed_over' and", replace: 'and' }],
  },
];
