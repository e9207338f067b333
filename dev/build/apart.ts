import { inOwnProcess } from '../own-process.ts';

/**
 * Builds functions and page of a project for development. In a process of its own, since building takes more memory
 * than serving ever does.
 * @param also other modules that are bundled beside the app, by name; relative to `root`
 * @throws Error with what esbuild says
 */
export const buildApart = (root: string, also: Readonly<Record<string, string>> = {}): Promise<void> =>
  inOwnProcess('build/development.ts', [root, JSON.stringify(also)]);
