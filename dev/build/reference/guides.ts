import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

export interface Guide {
  /** Of its address: /docs/guides/NAME. */
  name: string;
  title: string;
  markdown: string;
}

/** Links between the project's documents lead to their pages; those to its sources become plain text. */
function relinked(markdown: string, names: ReadonlySet<string>): string {
  return markdown.replaceAll(/\[([^\]]*)\]\(([^)\s]+)\)/g, (whole, text: string, target: string) => {
    if (/^(https?:|mailto:|#|\/)/.test(target)) return whole;
    const [file = '', anchor] = target.split('#');
    const name = basename(file, '.md');
    const hash = anchor === undefined ? '' : `#${anchor}`;
    // Those of the examples are read where the examples are.
    if (/^(\.\.\/)?README\.md$/.test(file)) return `[${text}](/docs${hash})`;
    if (file.endsWith('.md') && names.has(name)) return `[${text}](/docs/guides/${name}${hash})`;
    return text;
  });
}

async function guide(file: string, names: ReadonlySet<string>): Promise<Guide> {
  const name = basename(file, '.md');
  const markdown = await readFile(file, 'utf8');
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? name;
  return { name, title, markdown: relinked(markdown, names) };
}

/** The project's README and its documents in docs/, as pages that link each other. */
export async function readGuides(root: string): Promise<{ readme: Guide; guides: Guide[] }> {
  const folder = join(root, 'docs');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.md')).sort();
  const names = new Set(files.map((file) => basename(file, '.md')));
  const guides = await Promise.all(files.map((file) => guide(join(folder, file), names)));
  return { readme: await guide(join(root, 'README.md'), names), guides };
}
