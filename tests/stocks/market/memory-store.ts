import type { BarEntry, BarStore } from '../../../lib/stocks/market/bar-store.ts';

/** A store that can be told to fail or to hang, and that counts. Of one source, day and number of years. */
export function memoryStore() {
  const entries: BarEntry[] = [];
  const state = { does: 'work' as 'work' | 'fail' | 'hang', gets: 0, puts: 0, entries };
  const turn = async () => {
    if (state.does === 'fail') throw new Error('the database is away');
    if (state.does === 'hang') await new Promise(() => {});
  };
  const store: BarStore = {
    async get() {
      state.gets += 1;
      await turn();
      return entries;
    },
    async put(given) {
      state.puts += 1;
      await turn();
      // As Postgres: "ON CONFLICT DO UPDATE command cannot affect row a second time".
      if (new Set(given.map(({ ticker }) => ticker)).size < given.length) throw new Error('a key twice');
      entries.push(...given);
    },
  };
  return { store, state };
}
