import { describe, expect, test } from 'vitest';
import { STORED } from '../../../../lib/db/stored-statement.ts';
import { type Own, withOwn } from './own.ts';
import { type Patch, patched } from './wire.ts';

/** One guard, how to take it away, and the bad thing that the probe then sees. */
export interface Guard<Seen> {
  name: string;
  /** SQL for this very database. */
  drop?: string | ((own: Own) => Promise<unknown>);
  /** Another wording of the statements that the code sends. */
  patch?: Patch[];
  sees: Seen;
}

export interface Promised<Seen> {
  probe: (own: Own) => Promise<Seen>;
  holds: Seen;
  guards: Guard<Seen>[];
}

/** A text can be changed on its way only where the database does not have the statement as a function. */
const WITHOUT_STORED = `do $$ declare f text; begin
  for f in select oid::regprocedure::text from pg_proc where starts_with(proname, '${STORED}') loop
    execute 'drop function ' || f;
  end loop;
end $$`;

async function drop(own: Own, given: Guard<unknown>['drop']): Promise<void> {
  if (typeof given === 'string') await own.query(given);
  else await given?.(own);
}

/** One probe, run as things are and then without each guard: it must see what is promised, and then must not. */
export function guarded<Seen>(promise: string, { probe, holds, guards }: Promised<Seen>): void {
  describe(promise, () => {
    test('holds', async () => {
      expect(await withOwn(probe)).toEqual(holds);
    });

    test.each(guards.map((guard) => [guard.name, guard] as const))(
      'goes red without %s',
      async (_, guard) => {
        const seen = await withOwn(async (own) => {
          await drop(own, guard.drop);
          if (!guard.patch) return probe(own);
          await own.query(WITHOUT_STORED);
          return patched(guard.patch, () => probe(own));
        });
        expect(seen).not.toEqual(holds);
        expect(seen).toEqual(guard.sees);
      },
    );
  });
}
