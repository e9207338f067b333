import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aptGet } from '../../../bench/debian-file.ts';

const run = promisify(execFile);
const FOLDER = join(tmpdir(), 'unstuck-unreadable');
const FONTS = [
  'fonts-noto-core',
  'fonts-noto-cjk',
  'fonts-linuxlibertine',
  'fonts-dejavu-core',
  'fonts-ebgaramond',
];
const CHROMIUM = '/usr/bin/chromium';

/** Chromium prints, and Debian has the fonts. */
export const canPrint = existsSync(CHROMIUM) && existsSync('/usr/bin/apt-get');

/** Unpacks the fonts beside those of the system, which stay as they are. */
export async function fetchFonts(): Promise<void> {
  const unpacked = join(FOLDER, 'fonts');
  if (!existsSync(unpacked)) {
    const archives = join(FOLDER, 'archives');
    await mkdir(archives, { recursive: true });
    await aptGet(['download', ...FONTS], archives);
    const files = (await readdir(archives)).filter((name) => name.endsWith('.deb'));
    for (const file of files) await run('dpkg', ['-x', join(archives, file), unpacked]);
  }
  const folders = `<dir>${unpacked}</dir><cachedir>${join(FOLDER, 'cache')}</cachedir>`;
  await writeFile(join(FOLDER, 'fonts.conf'), `<?xml version="1.0"?><fontconfig>${folders}</fontconfig>`);
}

/** A PDF of HTML documents, each from a new page on. */
export async function printed(documents: readonly string[]): Promise<Uint8Array> {
  const body = documents.map((html) => `<section>${html}</section>`).join('\n');
  const style =
    'section { break-after: page; height: 240mm; overflow: hidden } section:last-child { break-after: auto }';
  const page = `<!doctype html><meta charset="utf-8"><style>${style}</style>${body}`;
  const [from, to] = [join(FOLDER, 'page.html'), join(FOLDER, 'page.pdf')];
  await writeFile(from, page);
  const options = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-pdf-header-footer',
    `--print-to-pdf=${to}`,
  ];
  await run(CHROMIUM, [...options, from], {
    env: { PATH: '/usr/bin:/bin', HOME: FOLDER, FONTCONFIG_FILE: join(FOLDER, 'fonts.conf') },
    timeout: 90_000,
  });
  return await readFile(to);
}
