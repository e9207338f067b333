import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTerminal } from '../../lib/jobs/lifecycle.ts';
import { World } from './world.ts';

type Nothing = Record<string, never>;
type Command = fc.Command<Nothing, World>;

/** A command of the world; after each, an unfinished job must have a message. */
function command(name: string, run: (world: World) => void): Command {
  return {
    check: () => true,
    run: (_, world) => {
      run(world);
      if (!world.over && !world.alive) throw new Error(`after ${name} nothing looks after the job`);
    },
    toString: () => name,
  };
}

const pick = <T>(items: T[], at: number): T | undefined => items[at % Math.max(1, items.length)];

const deliver = fc.nat(9).map((at) =>
  command(`deliver(${at})`, (world) => {
    const message = pick(world.due(), at);
    if (message) world.deliver(message);
  }),
);
const finish = fc
  .tuple(fc.nat(9), fc.constantFrom('done' as const, 'done' as const, 'failed' as const, 'retry' as const))
  .map(([at, outcome]) =>
    command(`finish(${at}, ${outcome})`, (world) => {
      const slice = pick(world.running(), at);
      if (slice) world.finish(slice, outcome);
    }),
  );
const kill = fc.nat(9).map((at) =>
  command(`kill(${at})`, (world) => {
    const slice = pick(world.running(), at);
    if (slice) world.kill(slice);
  }),
);
const zombie = fc.nat(9).map((at) =>
  command(`zombie(${at})`, (world) => {
    const slice = pick(
      world.slices.filter(({ dead }) => dead),
      at,
    );
    if (slice) world.finish(slice, 'done');
  }),
);
const wait = fc.constantFrom(1_000, 8_000, 31_000).map((ms) =>
  command(`wait(${ms})`, (world) => {
    world.now += ms;
  }),
);
const cancel = fc.constant(command('cancel', (world) => world.cancel()));

/** No further faults: whatever happened, the job comes to its end. */
function settle(world: World): void {
  for (let rounds = 0; !world.over; rounds++) {
    if (rounds > 2_000) throw new Error('the job does not end');
    const slice = world.running()[0];
    const message = world.due()[0];
    if (slice) world.finish(slice, 'done');
    else if (message) world.deliver(message);
    else world.now += 1_000;
  }
}

const LEGAL: Record<string, string[]> = {
  queued: ['processing', 'cancelled'],
  processing: ['completed', 'completed_with_errors', 'failed', 'cancelled'],
};

describe('the lifecycle, over ten thousand sequences of deliveries, deaths, zombies, waits and cancellations', () => {
  test('leaves no job without a message, ends every job, and has each effect once', () => {
    const sequences = fc.commands([deliver, deliver, finish, finish, finish, kill, zombie, wait, cancel], {
      maxCommands: 40,
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.nat(4),
        fc.integer({ min: 1, max: 3 }),
        sequences,
        (first, second, lines, run) => {
          const world = new World(first, second, lines);
          fc.modelRun(() => ({ model: {}, real: world }), run);
          settle(world);
          for (const step of world.steps) expect(step.effects).toBe(step.status === 'done' ? 1 : 0);
          for (const [i, status] of world.statuses.slice(1).entries()) {
            expect(LEGAL[world.statuses[i] ?? '']).toContain(status);
          }
          expect(isTerminal(world.status)).toBe(true);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
