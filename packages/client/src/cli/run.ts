import { Refused } from '../errors.ts';
import { Unstuck } from '../unstuck.ts';
import { type Command, helpOf, parsed, type Values } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { EXIT, exitOfError, Usage } from './exit-codes.ts';
import { readKept } from './settings.ts';
import { painted } from './table.ts';
import type { World } from './world.ts';

const LOCAL = 'http://127.0.0.1:3000';

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`);
  const codes =
    'Exit codes: 0 done, 1 failed, 2 usage, 3 completed with errors, 4 refused or not found,\n' +
    '5 unauthorized, 69 service away, 124 still running, 130 interrupted (the job goes on).';
  return ['unstuck COMMAND …', '', ...lines, '', 'unstuck COMMAND --help tells the flags.', codes, ''].join(
    '\n',
  );
}

function commandOf(name: string): Command {
  const found = COMMANDS.find((each) => each.name === name);
  if (!found) throw new Usage(`There is no command ${name}. unstuck --help lists them.`);
  return found;
}

async function connection(world: World, values: Values) {
  const kept = await readKept(world);
  // A variable that is empty is not set: so a workflow passes on a secret that is not there.
  const url = (values.text('url') || world.env['UNSTUCK_URL'] || kept.url || LOCAL).replace(/\/+$/, '');
  // A key goes only where it was given for.
  const key = world.env['UNSTUCK_KEY'] || (url === kept.url ? kept.key : undefined);
  const unstuck = new Unstuck({ url, key, patienceMs: world.patienceMs, now: world.now });
  return { unstuck, url, key };
}

async function execute(world: World): Promise<number> {
  const [name = '--help', ...rest] = world.args;
  if (name === '--help' || name === '-h' || name === 'help') {
    world.out(overview());
    return world.args.length === 0 ? EXIT.usage : EXIT.done;
  }
  const command = commandOf(name);
  const { values, words } = parsed(command, rest);
  if (values.is('help')) {
    world.out(helpOf(command));
    return EXIT.done;
  }
  const [least, most] = command.words;
  if (words.length < least || words.length > most) throw new Usage(`unstuck ${name} ${command.usage}`);
  const json = values.is('json');
  return command.run({ world, values, words, json, ...(await connection(world, values)) });
}

function told(world: World, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  world.say(painted(world, 'red', message));
  if (!(error instanceof Refused)) return;
  for (const { path, message: fault } of error.errors)
    if (fault !== message) world.say(`  ${path}: ${fault}`);
  world.say(`  ${error.code}${error.requestId ? ` · request ${error.requestId}` : ''}`);
}

/** Runs one command. @returns its exit code; see EXIT */
export async function run(world: World): Promise<number> {
  try {
    return await execute(world);
  } catch (error) {
    if (world.signal.aborted && error === world.signal.reason) return EXIT.interrupted;
    told(world, error);
    return exitOfError(error);
  }
}
