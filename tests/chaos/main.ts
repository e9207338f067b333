import { parseArgs } from 'node:util';
import { STEP_KINDS } from '../../dev/faults/kinds.ts';
import { runChaos } from './harness.ts';
import { EVERY_MS, RATES, STRETCHES } from './rates.ts';
import { failuresOf, printReport } from './report.ts';
import { writeFigures } from './write.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '5' },
    jobs: { type: 'string', default: '100000' },
    // Two processors bring 80 to rest only at the end of the 120 s they have after the last fault, or past it.
    'at-once': { type: 'string', default: '30' },
    write: { type: 'boolean', default: false },
  },
});

const report = await runChaos(
  {
    seed: Number(values.seed),
    minutes: Number(values.minutes),
    jobs: Number(values.jobs),
    atOnce: Number(values['at-once']),
    rates: RATES,
    everyMs: EVERY_MS,
    stretches: STRETCHES,
    stepKinds: STEP_KINDS,
    waitForOrphans: true,
  },
  (line) => console.log(line),
);
printReport(report, (line) => console.log(line));
const failures = failuresOf(report);
for (const failure of failures.slice(0, 50)) console.error(`FAILED ${failure}`);
if (values.write && failures.length === 0) {
  const command = `npm run chaos -- --seed ${values.seed} --minutes ${values.minutes}`;
  await writeFigures(report, command, new Date());
}
process.exit(failures.length > 0 ? 1 : 0);
