import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../packages/client/src/cli/commands/index.ts';
import { unstuck } from './command-line.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unstuck-completion-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Says aloud which shell is not tested. */
function hasShell(shell: string): boolean {
  const there = spawnSync(shell, ['--version']).status === 0;
  if (!there) console.warn(`Skipped, as ${shell} is not installed: its completion.`);
  return there;
}

/** Writes a shell's completion to a file. */
async function scriptOf(shell: string): Promise<string> {
  const { out } = await unstuck(['completion', shell], { url: 'http://127.0.0.1:1', home: folder });
  const file = join(folder, `completion.${shell}`);
  await writeFile(file, out);
  return file;
}

function printed(shell: string, ...args: string[]): string {
  const { stdout, stderr, status } = spawnSync(shell, args, {
    ...{ encoding: 'utf8', cwd: folder },
    env: { PATH: process.env['PATH'], HOME: folder },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

const names = COMMANDS.map(({ name }) => name).toSorted();
const lines = (text: string) => text.split('\n').filter((line) => line !== '');

describe.runIf(hasShell('bash'))('bash', () => {
  test('completes every command, and the flags of one', async () => {
    const file = await scriptOf('bash');
    const completed = (words: string, at: number) =>
      lines(
        printed(
          'bash',
          '-c',
          `source ${file}; COMP_WORDS=(unstuck ${words}); COMP_CWORD=${at}; _unstuck; printf '%s\\n' "\${COMPREPLY[@]}"`,
        ),
      );
    expect(completed("''", 1).toSorted()).toEqual(names);
    expect(completed('profile x ada --ar', 4)).toEqual(['--archive']);
  });
});

describe.runIf(hasShell('zsh'))('zsh', () => {
  test('reads the script, registers it, and has every command', async () => {
    const file = await scriptOf('zsh');
    printed('zsh', '-f', '-n', file);
    const probe = `autoload -U compinit; compinit -D; source ${file}; print $_comps[unstuck]
      _describe() { print -l -- \${commands%%:*} }
      words=(unstuck ''); CURRENT=2; _unstuck`;
    const [registered, ...found] = lines(printed('zsh', '-f', '-c', probe));
    expect(registered).toBe('_unstuck');
    expect(found.toSorted()).toEqual(names);
  });
});

describe.runIf(hasShell('fish'))('fish', () => {
  test('completes every command with what it is for, and the flags of one', async () => {
    const file = await scriptOf('fish');
    const completed = (line: string) =>
      lines(printed('fish', '--no-config', '-c', `source ${file}; complete -C '${line}'`));
    const found = completed('unstuck ').map((line) => line.split('\t'));
    const described = found.filter(([name = '']) => names.includes(name));
    expect(described.map(([name]) => name).toSorted()).toEqual(names);
    for (const [, about = ''] of described) expect(about).not.toBe('');
    expect(completed('unstuck profile x ada --ar')).toEqual([expect.stringMatching(/^--archive\t/)]);
  });
});
