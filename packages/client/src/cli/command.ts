import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Unstuck } from '../unstuck.ts';
import { Usage } from './exit-codes.ts';
import type { World } from './world.ts';

export interface Flag {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
  /** One line of help. */
  about: string;
}

export interface Invocation {
  world: World;
  unstuck: Unstuck;
  url: string;
  key: string | undefined;
  json: boolean;
  values: Values;
  /** What stands beside the flags. */
  words: readonly string[];
}

export interface Command {
  name: string;
  about: string;
  /** What follows the name, e.g. `JOB [--all]`. */
  usage: string;
  flags: Readonly<Record<string, Flag>>;
  /** Least and most words. */
  words: readonly [number, number];
  /** @returns the exit code */
  run: (invocation: Invocation) => Promise<number>;
}

/** Flags of every command. */
export const COMMON: Readonly<Record<string, Flag>> = {
  json: { type: 'boolean', about: 'the API’s own JSON on stdout' },
  url: { type: 'string', about: 'where the service is; else UNSTUCK_URL, the login, http://127.0.0.1:3000' },
  help: { type: 'boolean', short: 'h', about: 'this text' },
};

/** What the flags of a command were given, read by name. */
export class Values {
  readonly #given: ReadonlyMap<string, unknown>;

  constructor(given: object) {
    this.#given = new Map(Object.entries(given));
  }

  is(name: string): boolean {
    return this.#given.get(name) === true;
  }

  text(name: string): string | undefined {
    const value = this.#given.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  /** @throws Usage */
  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value))
      throw new Usage(`--${name} takes a number, not ${text}.`);
    return value;
  }

  /** @throws Usage naming what there is */
  oneOf<Name extends string>(name: string, allowed: readonly Name[]): Name | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = allowed.find((each) => each === text);
    if (found === undefined) throw new Usage(`--${name} takes ${allowed.join(', ')}, not ${text}.`);
    return found;
  }

  list(name: string): string[] | undefined {
    const value = this.#given.get(name);
    return Array.isArray(value) ? value.map(String) : undefined;
  }
}

/** @throws Usage */
export function parsed(command: Command, args: readonly string[]): { values: Values; words: string[] } {
  const flags = Object.entries({ ...COMMON, ...command.flags }).map(([name, { about: _, ...flag }]) => [
    name,
    flag,
  ]);
  const options: ParseArgsConfig['options'] = Object.fromEntries(flags);
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values: new Values(values), words: positionals };
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : String(error));
  }
}

export function helpOf({ name, about, usage, flags }: Command): string {
  const all = Object.entries({ ...flags, ...COMMON });
  const rows = all.map(([flag, { type, about: said }]) => [
    `--${flag}${type === 'string' ? ' …' : ''}`,
    said,
  ]);
  const width = Math.max(...rows.map(([flag = '']) => flag.length));
  const lines = rows.map(([flag = '', said]) => `  ${flag.padEnd(width)}  ${said}`);
  return [`unstuck ${name} ${usage}`.trimEnd(), '', about, '', ...lines, ''].join('\n');
}
