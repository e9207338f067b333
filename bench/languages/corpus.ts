import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { paragraphsOf } from './troff.ts';

const run = promisify(execFile);

/** Debian package, its folder under `/usr/share/man`, and BCP 47 tag. */
const PACKAGES = [
  ['manpages', '', 'en'],
  ['manpages-cs', 'cs', 'cs'],
  ['manpages-da', 'da', 'da'],
  ['manpages-de', 'de', 'de'],
  ['manpages-el', 'el', 'el'],
  ['manpages-es', 'es', 'es'],
  ['manpages-fi', 'fi', 'fi'],
  ['manpages-fr', 'fr', 'fr'],
  ['manpages-hu', 'hu', 'hu'],
  ['manpages-id', 'id', 'id'],
  ['manpages-it', 'it', 'it'],
  ['manpages-ja', 'ja', 'ja'],
  ['manpages-nb', 'nb', 'nb'],
  ['manpages-nl', 'nl', 'nl'],
  ['manpages-pl', 'pl', 'pl'],
  ['manpages-pt-br', 'pt_BR', 'pt'],
  ['manpages-ro', 'ro', 'ro'],
  ['manpages-ru', 'ru', 'ru'],
  ['manpages-sv', 'sv', 'sv'],
  ['manpages-tr', 'tr', 'tr'],
  ['manpages-uk', 'uk', 'uk'],
  ['manpages-vi', 'vi', 'vi'],
  ['manpages-zh', 'zh_CN', 'zh'],
] as const;

/** English function words, to exclude untranslated paragraphs of partly translated pages. */
const ENGLISH = /\b(the|of|and|this|which|with|from|are|to|by)\b/gi;
const isEnglish = (paragraph: string): boolean => (paragraph.match(ENGLISH)?.length ?? 0) >= 2;

/** Whether it is sentences, as in posts, rather than option lists, code or names. */
function isProse(text: string): boolean {
  const letters = text.match(/[\p{L}\p{M}\s,.;:’']/gu)?.length ?? 0;
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const capitalised = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  return letters / text.length >= 0.97 && capitalised <= 0.25 * words.length;
}

/** Chinese and Japanese text contains English; at least half must be in its own script. */
const ownScript = (text: string, language: string): boolean =>
  !/^(ja|zh)$/.test(language) ||
  (text.match(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/gu)?.length ?? 0) >= 0.6 * text.length;

/** Downloads the packages with apt into `folder` and unpacks them. Needs Debian; installs nothing. */
async function unpack(folder: string): Promise<void> {
  if (existsSync(join(folder, 'usr'))) return;
  await mkdir(folder, { recursive: true });
  await run('apt-get', ['download', ...PACKAGES.map(([name]) => name)], { cwd: folder });
  for (const file of await readdir(folder)) {
    if (file.endsWith('.deb')) await run('dpkg', ['-x', file, '.'], { cwd: folder });
  }
}

async function headsIn(folder: string, language: string, length: number): Promise<string[]> {
  const found = new Set<string>();
  for (const file of globSync('man[1-8]/*.gz', { cwd: folder }).sort()) {
    const source = gunzipSync(await readFile(join(folder, file))).toString('utf8');
    for (const paragraph of paragraphsOf(source)) {
      const text = head(paragraph, length);
      const isForeign = language !== 'en' && isEnglish(paragraph);
      if (paragraph.length >= length && isProse(text) && !isForeign && ownScript(text, language))
        found.add(text);
    }
  }
  return [...found];
}

/** The first words of a paragraph, at most `length` characters. */
function head(paragraph: string, length: number): string {
  const cut = paragraph.slice(0, length);
  const space = cut.lastIndexOf(' ');
  return space > length * 0.7 && paragraph[length] !== ' ' ? cut.slice(0, space) : cut;
}

/**
 * Labelled texts from Debian's translated manual pages, which no language detector was trained on.
 * @returns by language, at most `perLanguage` texts of at most `length` characters, evenly spread over the pages.
 */
export async function readCorpus(
  folder: string,
  perLanguage: number,
  length: number,
): Promise<Map<string, string[]>> {
  await unpack(folder);
  const corpus = new Map<string, string[]>();
  for (const [, subfolder, language] of PACKAGES) {
    const all = await headsIn(join(folder, 'usr/share/man', subfolder), language, length);
    const step = Math.max(1, all.length / perLanguage);
    const count = Math.min(perLanguage, all.length);
    corpus.set(
      language,
      Array.from({ length: count }, (_, index) => all[Math.floor(index * step)] ?? ''),
    );
  }
  return corpus;
}
