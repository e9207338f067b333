import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Host, type HostOptions, startHost } from '../../../dev/host/host.ts';

/** A project in a temporary folder that lasts as long as the test: its files by path. */
export function project(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'unstuck-project-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries({ 'package.json': '{"type":"module"}', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

export interface Running extends Host {
  readonly root: string;
  /** The lines that functions have printed. */
  readonly lines: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** A host over `files`; with `await using` it stops at the end of the test. */
export async function running(
  files: Record<string, string>,
  options: Partial<HostOptions> = {},
): Promise<Running> {
  const root = project(files);
  const lines: string[] = [];
  const host = await startHost({ root, env: {}, log: (line) => lines.push(line), ...options });
  return {
    ...host,
    root,
    lines,
    [Symbol.asyncDispose]: host.stop,
  };
}

/** Waits until `holds`, at most 5 s. */
export async function eventually(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 5_000; !holds(); ) {
    if (Date.now() > end) throw new Error(`Not within 5 s: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
