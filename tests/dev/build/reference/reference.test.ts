import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readOpenApi } from '../../../../dev/build/reference/open-api.ts';
import { ownOpenApi } from '../../../../dev/build/reference/own-document.ts';
import { writeReference } from '../../../../dev/build/reference/reference.ts';

const ROOT = join(import.meta.dirname, '../../../..');

describe('the reference', () => {
  let openApi: unknown;
  let files: Map<string, string>;

  beforeAll(async () => {
    openApi = await ownOpenApi(ROOT);
    const folder = await mkdtemp(join(tmpdir(), 'unstuck-reference-'));
    await writeReference(ROOT, openApi, folder);
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = names.filter((name) => name.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    const texts = paths.map(
      async (path) => [path.slice(folder.length), await readFile(path, 'utf8')] as const,
    );
    files = new Map(await Promise.all(texts));
  });

  const html = () => [...files].filter(([path]) => path.endsWith('.html'));
  const pageOf = (path: string): string =>
    files.get(path.endsWith('.md') || path.endsWith('.txt') ? path : `${path}/index.html`) ?? '';

  test('shows every operation once, with a form to try it', () => {
    const pages = html()
      .map(([, text]) => text)
      .join('\n');
    for (const { id, method, path } of readOpenApi(openApi).operations) {
      expect(pages.split(`<code>${id}</code>`), id).toHaveLength(2);
      expect(pages).toContain(`data-method="${method}" data-path="${path}"`);
    }
  });

  test('has every page as Markdown too, and llms.txt names them all', () => {
    const llms = files.get('/llms.txt') ?? '';
    for (const [path] of html()) {
      const page = path.replace('/index.html', '');
      const markdown = page === '/docs' ? '/docs/index.md' : `${page}.md`;
      expect(files.get(markdown), page).toMatch(/^# /m);
      expect(llms).toContain(`](${markdown})`);
    }
  });

  test('has no link within it that leads nowhere', () => {
    const dead = html().flatMap(([path, text]) =>
      [...text.matchAll(/href="([^"]+)"/g)]
        .map(([, href = '']) => new URL(href, `http://site${path.replace('/index.html', '')}`))
        .filter(({ host, pathname }) => host === 'site' && pathname.startsWith('/docs'))
        .filter(({ pathname, hash }) => {
          const target = pageOf(pathname);
          return (
            target === '' || (hash !== '' && !target.includes(`id="${decodeURIComponent(hash.slice(1))}"`))
          );
        })
        .map(({ href }) => `${path} → ${href}`),
    );
    expect(dead).toEqual([]);
  });

  test('has nothing inline that the policy of the page would not apply', () => {
    for (const [path, text] of html()) {
      expect(text.replaceAll(/<pre[\s\S]*?<\/pre>/g, ''), path).not.toMatch(
        /<style|<script(?! type="module" src=)|<[a-z][^>]*\s(style|on\w+)=/,
      );
    }
  });
});
