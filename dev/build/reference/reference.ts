import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Guide, readGuides } from './guides.ts';
import { htmlPage, type Link, markdownToHtml, slugOf } from './html.ts';
import { type Api, readOpenApi } from './open-api.ts';
import { operationMarkdown, problemsMarkdown } from './operation-markdown.ts';
import { KEY_FORM, tryForm } from './try-form.ts';

interface Page {
  path: string;
  title: string;
  markdown: string;
  /** HTML behind the section with this heading; the key '' is before all sections. */
  behind?: ReadonlyMap<string, string>;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function tagPage(api: Api, name: string, description: string): Page {
  const own = api.operations.filter(({ tag }) => tag === name);
  const list = own.map(
    ({ summary, method, path }) => `- [${summary}](#${slugOf(summary)}) \`${method} ${path}\``,
  );
  const sections = own.map((operation) => operationMarkdown(api, operation));
  return {
    path: `/docs/${name}`,
    title: `API: ${name}`,
    markdown: [`# API: ${name}`, '', description, '', ...list, '', ...sections].join('\n'),
    behind: new Map([['', KEY_FORM], ...own.map((each) => [each.summary, tryForm(each)] as const)]),
  };
}

const guidePage = ({ name, title, markdown }: Guide): Page => ({
  path: `/docs/guides/${name}`,
  title,
  markdown,
});

/** The HTML of each section, with what belongs behind it. */
function contentOf({ markdown, behind = new Map() }: Page): string {
  const sections = markdown.split(/^(?=## )/m);
  return sections
    .map((section) => {
      const heading = /^## (.+)$/m.exec(section)?.[1] ?? '';
      return markdownToHtml(section) + (behind.get(heading) ?? '');
    })
    .join('\n');
}

/** https://llmstxt.org: what there is, a line each, for programs that read Markdown. */
function llmsTxt(api: Api, pages: readonly Page[]): string {
  const line = ({ path, title }: Page) => `- [${title}](${markdownPath(path)})`;
  const guides = pages.filter(({ path }) => path.startsWith('/docs/guides/'));
  const reference = pages.filter((page) => !guides.includes(page));
  return [
    `# ${api.title}`,
    '',
    `> ${api.description}`,
    '',
    '## API',
    '',
    '- [OpenAPI document](/api/openapi.json)',
    ...reference.map(line),
    '',
    '## Guides',
    '',
    ...guides.map(line),
    '',
  ].join('\n');
}

const markdownPath = (path: string): string => (path === '/docs' ? '/docs/index.md' : `${path}.md`);

const linkTo = ({ path, title }: Page): Link => ({ href: path, text: capital(title.replace(/^API: /, '')) });

/**
 * Writes the reference as static files: a page for each tag of the API and for each document of the project, each as
 * HTML and as Markdown, and llms.txt.
 * @param openApi the OpenAPI document
 * @param folder the public folder
 */
export async function writeReference(root: string, openApi: unknown, folder: string): Promise<void> {
  const api = readOpenApi(openApi);
  const { readme, guides } = await readGuides(root);
  const start: Page = { path: '/docs', title: 'Overview', markdown: readme.markdown };
  const tags = api.tags.map(({ name, description }) => tagPage(api, name, description));
  const problems: Page = { path: '/docs/problems', title: 'Problems', markdown: problemsMarkdown(api) };
  const pages = [start, ...tags, problems, ...guides.map(guidePage)];
  const menu = [
    { title: 'API', links: [start, ...tags, problems].map(linkTo) },
    { title: 'Guides', links: guides.map(guidePage).map(linkTo) },
  ];
  for (const page of pages) {
    const { path, title, markdown } = page;
    const html = htmlPage({ title, path, content: contentOf(page), menu });
    await write(join(folder, path, 'index.html'), html);
    await write(join(folder, markdownPath(path)), markdown);
  }
  await write(join(folder, 'llms.txt'), llmsTxt(api, pages));
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
