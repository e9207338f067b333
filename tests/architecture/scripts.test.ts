import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ROOT } from './sources.ts';

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
const INSTALL = 'node dev/install.mjs';
const commands = Object.keys(scripts).filter((name) => scripts[name] !== INSTALL);

/** Work on what `.env` names; all others bring their own database and queue, or need none. */
const ON_ENV = [
  ...['start', 'build:deploy', 'db:migrate', 'db:verify', 'universe', 'documents:index', 'keys', 'doctor'],
];
/** Vercel has installed before it builds. */
const WITHOUT_INSTALL = ['build:deploy'];

test('every command installs what it needs', () => {
  const without = commands.filter((name) => scripts[`pre${name}`] !== INSTALL);
  expect(without).toEqual(WITHOUT_INSTALL);
});

test('the commands that work on the services of .env read it, and no others do', () => {
  const reading = commands.filter((name) => scripts[name]?.startsWith('node --env-file-if-exists=.env '));
  expect(reading.toSorted()).toEqual(ON_ENV.filter((name) => name in scripts).toSorted());
});
