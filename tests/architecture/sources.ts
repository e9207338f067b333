import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

export const ROOT = resolve(import.meta.dirname, '../..');

/** Files below a folder of the project, as paths from its root; not those of packages that a folder has installed. */
export function filesIn(folder: string, ending = '.ts'): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() &&
        entry.name.endsWith(ending) &&
        !/\bnode_modules\b/.test(entry.parentPath.slice(ROOT.length)),
    )
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();
}

export interface Imports {
  /** Project files, as paths from the root. */
  files: string[];
  packages: string[];
}

export function importsOf(file: string): Imports {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8'), true, true);
  const names = importedFiles.map(({ fileName }) => fileName);
  const local = (name: string) => relative(ROOT, resolve(ROOT, dirname(file), name));
  return {
    files: names.filter((name) => name.startsWith('.')).map(local),
    packages: names.filter((name) => !name.startsWith('.')),
  };
}
