import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { nameOf, treeOf, watchPeaks } from '../../../bench/memory/processes.ts';

const LIVES = `const held = Buffer.alloc(90e6, 1); process.on('message', () => process.exit(held.length && 0));
  process.send('holds');`;

describe('the processes of a stack', () => {
  test('are one and all below it, whatever else runs', () => {
    const all = [
      { pid: 2, parent: 1 },
      { pid: 5, parent: 2 },
      { pid: 7, parent: 5 },
      { pid: 8, parent: 3 },
    ];
    expect(treeOf(2, all)).toEqual([2, 5, 7]);
  });

  test('are named by what they run', () => {
    expect(nameOf(['/usr/bin/node', '--flag', '/x/dev/host/function-server.ts', '/x/api/process.ts'])).toBe(
      'function process',
    );
    expect(nameOf(['node', 'dev/start.ts', '--no-demo'])).toContain('host');
    expect(nameOf(['node', '/x/.build/step-process.js', 'file:///x/.build/app.js'])).toContain('step');
    expect(nameOf(['postgres: checkpointer '])).toBe(nameOf(['/x/native/bin/postgres', '-D', 'data']));
    expect(nameOf(['/usr/bin/sleep', '1'])).toBe('sleep');
  });

  test.runIf(process.platform === 'linux')('have their peak remembered when they are gone', async () => {
    const child = spawn('sh', ['-c', `"$0" -e "$1"; exit 0`, process.execPath, LIVES], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    await once(child, 'message');
    const watch = watchPeaks(child.pid ?? 0, 10);
    await expect.poll(() => watch.peaks.get('node') ?? 0).toBeGreaterThan(90e6);
    child.send('end');
    await once(child, 'exit');
    await watch.stop();
    expect(watch.peaks.get('node')).toBeGreaterThan(90e6);
  });
});
