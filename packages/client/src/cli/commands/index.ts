import type { Command } from '../command.ts';
import { document, profile, stocks } from './begin.ts';
import { again, cancel, remove, retry } from './change.ts';
import { diff } from './compare.ts';
import { completionOf } from './completion.ts';
import { listen } from './listen.ts';
import { login, mcp, open, up } from './local.ts';
import { job, jobs, result, watch } from './read.ts';
import { api, doctor, keys } from './service.ts';

const MAIN: readonly Command[] = [
  ...[up, stocks, profile, document, jobs, job, watch, result],
  ...[retry, cancel, remove, again, diff, open, listen, api, login, keys, doctor, mcp],
];

/** All commands, in the order in which they are listed. */
export const COMMANDS: readonly Command[] = [...MAIN, completionOf(MAIN)];
