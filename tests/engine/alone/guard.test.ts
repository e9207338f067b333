import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { eventually, isAlive } from '../../dev/host/project.ts';

const here = (name: string) => new URL(name, import.meta.url);

test('a step that blocks its process does not outlive the function that started it', async () => {
  const parent = spawn(process.execPath, [fileURLToPath(here('./orphan.ts')), here('./app.ts').href], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let pid = 0;
  for await (const line of createInterface({ input: parent.stdout })) {
    pid = Number(/^blocking (\d+)$/.exec(line)?.[1]);
    break;
  }
  expect(isAlive(pid)).toBe(true);
  onTestFinished(() => {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  });
  parent.kill('SIGKILL');
  await eventually(() => !isAlive(pid));
});
