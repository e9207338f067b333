import { parseArgs } from 'node:util';
import { printPlan, printReport } from './report.ts';
import { runSoak } from './run.ts';

/** Wall time of a day, unless asked otherwise. */
const MINUTES_A_DAY = 9;
const JOBS_A_DAY = 10_000;

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '24' },
    jobs: { type: 'string' },
    minutes: { type: 'string' },
  },
});
const hours = Number(values.hours);
const options = {
  hours,
  jobs: Number(values.jobs ?? Math.round((JOBS_A_DAY * hours) / 24)),
  minutes: Number(values.minutes ?? (MINUTES_A_DAY * hours) / 24),
};
/** With fewer, the mix and the deletions have not settled, and growth in step with the jobs is not told from other. */
const LEAST = { hours: 12, jobs: 1_000 };
if (!(hours >= LEAST.hours && options.jobs >= LEAST.jobs && options.minutes > 0)) {
  console.error(
    `npm run soak -- --hours 24 [--jobs 10000] [--minutes 9]: at least ${LEAST.hours} h and ${LEAST.jobs} jobs.`,
  );
  process.exit(2);
}
const print = (line: string) => console.log(line);
printPlan({ options }, print);
const failures = printReport(await runSoak(options, print), print);
for (const failure of failures) console.error(`FAILED ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);
