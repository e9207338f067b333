const inLong = (name: string): string => `tests/long/${name}.test.ts`;

/** Nearly all of it is waiting in real time: these pass beside one another, and beside `npm test` (.ci/run). */
export const WAITING = ['weather', 'misconfigurations/protected', 'providers/refusals'].map(inLong);

/** They measure how one job gets on beside others, how soon, or a page's frames: nothing else runs meanwhile. */
export const ALONE = ['many-jobs', 'recovery', 'web/long-lists'].map(inLong);

/** Scale and statistics that take minutes each. `.ci/run` leaves them to whoever changes what they prove. */
export const PROOFS = [
  'bulk',
  'generated-requests',
  'large-jobs',
  'office-forms',
  'profiles/human-rates',
  'stocks/pooled-walks',
  'stocks/random-walks',
].map(inLong);

/** Proofs that measure as those of `ALONE` do. */
export const PROOFS_ALONE = [
  'archives',
  'hostile-corpus',
  'poison',
  'profiles/beside-hostile',
  'providers/shares',
].map(inLong);

/** Browsers, whole stacks, killed processes: what takes ten seconds or more, too slow for `npm test`. */
export const WHOLE = [
  'chaos/short',
  'client/service',
  'dev/build/functions',
  'dev/build/install',
  'dev/doctor/doctor',
  'dev/host/liveness',
  'dev/host/processes',
  'dev/stack/restart',
  'dev/start',
  'dev/start-faults',
  'documents/event-loop',
  'documents/ocr/recognizer',
  'documents/pdf/hostile',
  'documents/steps/ocr',
  'documents/steps/retry',
  'documents/steps/run',
  'documents/steps/unreadable',
  'documents/tables/styles',
  'documents/tables/tables-of',
  'e2e/cost',
  'e2e/embedded',
  'e2e/fourth-product',
  'e2e/hostile-documents',
  'e2e/mcp',
  'e2e/other-schema',
  'e2e/protected-deployment',
  'e2e/upgrade',
  'e2e/waits',
  'e2e/web/jobs',
  'engine/alone/built',
  'engine/alone/runner',
  'engine/cost',
  'engine/cron',
  'engine/database-refusals',
  'engine/recovery',
  'engine/shared-source',
  'engine/webhook-failures',
  'http/generated',
  'http/result',
  'jobs/turn/shares',
  'profiles/event-loop',
  'profiles/hostile/networks',
  'profiles/http/other-pages',
  'profiles/http/report-page',
  'stocks/changes/replay',
  'stocks/failure-points/concurrent-updates',
  'stocks/failure-points/timeouts-bounded',
  'web/docs',
  'web/documents',
  'web/profiles',
  'web/start',
  'web/stocks',
].map((name) => `tests/${name}.test.ts`);

/** They change what a process has only once (environment, globals, the driver's settings), or measure it. */
export const APART = [
  'bench/memory/processes',
  'client/completion',
  'client/with-keys',
  'contract/neon/http',
  'contract/neon/intercept',
  'contract/neon/stop',
  'contract/neon/unavailable',
  'contract/neon/websocket',
  'contract/qstash/full-disk',
  'core/packed-text',
  'core/slices',
  'dev/cli/database-url',
  'dev/host/limits',
  'documents/files/blob-store',
  'documents/forms/hostile',
  'documents/http/files/blob',
  'documents/ocr/thread',
  'examples/recipes',
  'examples/watchlist-mail',
  'profiles/archives/given-archive',
  'stocks/market/bundle',
  'stocks/market/failures',
  'stocks/market/yahoo',
  'stocks/results/results',
  'stocks/watchlist/watchlist-schedules',
].map((name) => `tests/${name}.test.ts`);
