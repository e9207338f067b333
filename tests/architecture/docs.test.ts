import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NAMES } from '../../lib/config/names.ts';
import { ATTEMPT_OUTCOMES } from '../../lib/jobs/types.ts';
import { WAIT_CODES } from '../../lib/jobs/waits/waits.ts';
import { blocksOf, type DocBlock, sidesOf } from '../support/doc-blocks.ts';
import { filesIn, ROOT } from './sources.ts';

const pages = ['README.md', ...filesIn('docs', '.md')];
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Quoted paths of the project: they begin with one of its folders. */
function quotedPaths(text: string): string[] {
  const quoted = [...text.matchAll(/`([\w./-]+)`/g)].map((match) => match[1] ?? '');
  return quoted.filter((path) =>
    /^(api|lib|examples|dev|web|bench|docs|drizzle|tests|packages)\/[\w./-]*$/.test(path),
  );
}

const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** Whether a file has what a block quotes of it, in order; a line with `…` alone leaves something out. */
function isQuoted(block: DocBlock): boolean {
  const quoted = block.language === 'diff' ? sidesOf(block).before : block.text;
  const text = plain(read(block.file));
  let from = 0;
  return quoted.split(/^\W*…\W*$/m).every((part) => {
    const at = text.indexOf(plain(part), from);
    from = at + plain(part).length;
    return at !== -1;
  });
}

/** Those of the reader's own files are run by the test of the page. */
const ofThisProject = ({ file }: DocBlock) => !file.startsWith('your/');

describe('the documentation', () => {
  test.each(pages)('%s quotes code as it is', (page) => {
    const wrong = blocksOf(page).filter((block) => ofThisProject(block) && !isQuoted(block));
    expect(wrong.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
  });

  test.each(pages)('%s quotes only paths that exist', (page) => {
    expect(quotedPaths(read(page)).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test('README maps every room of lib and every folder of a wing', () => {
    const readme = read('README.md');
    const folders = (of: string) =>
      readdirSync(join(ROOT, of), { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [entry.name] : [],
      );
    const rooms = folders('lib').filter((room) => !readme.includes(`\`lib/${room}/\``));
    const inWings = ['stocks', 'profiles', 'documents'].flatMap((wing) => {
      const [, line = ''] = new RegExp(`- \`lib/${wing}/\`:([^-]*)`).exec(readme) ?? [];
      return folders(`lib/${wing}`).filter((folder) => !line.includes(`\`${folder}/\``));
    });
    expect([...rooms, ...inWings]).toEqual([]);
  });

  test('README fits into 100 columns', () => {
    const wide = read('README.md')
      .split('\n')
      .filter((line) => line.length > 100);
    expect(wide).toEqual([]);
  });

  test('lists every code of what a job waits for, and every way in which a run ends, and no other', () => {
    const [codes = '', runs = ''] = read('docs/waits.md').split('## Runs of a step');
    const firstCells = (text: string) =>
      text
        .split('\n')
        .filter((line) => /^\| `[a-z]/.test(line))
        .flatMap((line) =>
          [...(line.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map((match) => match[1] ?? ''),
        )
        .filter((name) => name !== 'code' && name !== 'outcome')
        .sort();
    expect(firstCells(codes)).toEqual([...WAIT_CODES].sort());
    expect(firstCells(runs)).toEqual([...ATTEMPT_OUTCOMES].sort());
  });

  test('names only commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? ''),
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('lists in .env.example exactly the variables that the code reads', () => {
    const listed = [...read('.env.example').matchAll(/^([A-Z_0-9]+)=/gm)].map((match) => match[1] ?? '');
    expect([...listed].sort()).toEqual([...NAMES, 'PORT', 'LOCAL_DIR'].sort());
  });
});
