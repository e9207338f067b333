import { parseArgs } from 'node:util';
import type { Finding } from './check.ts';
import { CONFIGS, surprises } from './configs.ts';
import { weatherTable } from './weather.ts';

const { values } = parseArgs({
  options: {
    weather: { type: 'boolean', default: false },
    traces: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
});

function tell(finding: Finding): void {
  console.log(`  ${finding.reason}, with ${finding.faults} faults`);
  if (values.traces) for (const step of finding.trace) console.log(`    ${step}`);
}

function checkAll(): number {
  let wrong = 0;
  for (const config of CONFIGS.filter(({ name }) => name.includes(values.only))) {
    const outcome = config.play();
    const surprising = surprises(config, outcome);
    wrong += surprising.length;
    console.log(
      `${surprising.length > 0 ? 'WRONG' : 'ok   '} ${config.name}: ${config.expected}, ${outcome.states} states`,
    );
    for (const each of surprising) console.log(`  ${each}`);
    for (const finding of [outcome.doomed, ...outcome.unsafe]) if (finding) tell(finding);
  }
  return wrong;
}

if (values.weather) console.log(weatherTable());
else process.exitCode = checkAll() > 0 ? 1 : 0;
