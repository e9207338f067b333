// Plays scenarios by name on databases by URL: `node main.ts <name> <direct url>`. Exits with 1 on a violation.
import { ENGINE_SCENARIOS } from './engines.ts';
import { PROVIDER_SCENARIOS } from './providers.ts';
import { TURN_SCENARIOS } from './turns.ts';
import { WEATHER_SCENARIOS } from './weather.ts';
import { playOn } from './world.ts';

const [name, directUrl] = process.argv.slice(2);
const scenario = [...TURN_SCENARIOS, ...PROVIDER_SCENARIOS, ...WEATHER_SCENARIOS, ...ENGINE_SCENARIOS].find(
  (each) => each.name === name,
);
if (!scenario || directUrl === undefined) {
  console.error(`usage: main.ts <scenario> <direct url>; there is no scenario ${name}`);
  process.exit(2);
}
console.log(`playing: ${scenario.name}`);
const found = await playOn(directUrl, scenario).catch((error: unknown) => [`it threw ${String(error)}`]);
for (const each of found) console.log(`found: ${each}`);
process.exit(found.length > 0 ? 1 : 0);
