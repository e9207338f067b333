import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { MUTATIONS } from './mutations.ts';
import { PROVIDER_SCENARIOS } from './scenarios/providers.ts';
import { TURN_SCENARIOS } from './scenarios/turns.ts';
import { WEATHER_SCENARIOS } from './scenarios/weather.ts';
import { playOn } from './scenarios/world.ts';

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(() => fresh.drop());

describe('every promise holds when', () => {
  test.each([...TURN_SCENARIOS, ...PROVIDER_SCENARIOS, ...WEATHER_SCENARIOS])('$name', async (scenario) => {
    expect(await playOn(fresh.directUrl, scenario)).toEqual([]);
  });
});

const ROOT = join(import.meta.dirname, '../..');

test.each(MUTATIONS)('the planted bug "$name" still fits the code', ({ patches }) => {
  for (const { file, find } of patches) {
    expect(readFileSync(join(ROOT, file), 'utf8').split(find).length - 1, `${file}: ${find}`).toBe(1);
  }
});
