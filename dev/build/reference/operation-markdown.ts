import type { Answer, Api, Body, Operation } from './open-api.ts';
import { noteOf, rowsOf, typeOf } from './schema-rows.ts';

const LONGEST_EXAMPLE = 4_000;

/** Within a table a line break would end the row, and a bar the cell. */
const cell = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');

function table(head: string[], rows: string[][]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

function shortened(text: string): string {
  if (text.length <= LONGEST_EXAMPLE) return text;
  return `${text.slice(0, text.lastIndexOf('\n', LONGEST_EXAMPLE))}\n…`;
}

const code = (language: string, text: string): string[] => [`\`\`\`${language}`, text, '```', ''];

/** An example of a body as text, if there is one. */
function exampleOf({ type, examples }: Body): { language: string; text: string } | null {
  const [value] = Object.values(examples);
  if (value === undefined) return null;
  if (typeof value === 'string') return { language: type.includes('html') ? 'html' : 'text', text: value };
  return { language: 'json', text: JSON.stringify(value, null, 2) };
}

/** A path with example values for its parameters. */
function examplePath({ path, parameters }: Operation): string {
  return path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = parameters.find((each) => each.name === name)?.schema['example'];
    return value === undefined ? whole : encodeURIComponent(String(value));
  });
}

function bodyOption(body: Body): string[] {
  if (body.type === 'multipart/form-data') return [`-F file=@document.pdf`];
  const example = exampleOf(body);
  if (!example) return [`-H 'content-type: ${body.type}'`, '--data-binary @file'];
  return [`-H 'content-type: ${body.type}'`, `-d '${example.text.replaceAll("'", `'\\''`)}'`];
}

/** The request as a command; `$BASE` is the deployment, `$KEY` a key of it. */
function curl(operation: Operation): string {
  const { method, bodies } = operation;
  const [body] = bodies;
  const parts = [
    method === 'GET' ? 'curl' : `curl -X ${method}`,
    `"$BASE${examplePath(operation)}"`,
    `-H "Authorization: Bearer $KEY"`,
    ...(body ? bodyOption(body) : []),
  ];
  return parts.join(' \\\n  ');
}

function answerMarkdown({ status, description, bodies }: Answer): string[] {
  const types = bodies.map(({ type }) => `\`${type}\``).join(', ');
  return [`- **${status}** ${description.trim()}${types ? ` (${types})` : ''}`];
}

function exampleAnswer({ answers }: Operation): string[] {
  const good = answers.find(({ status }) => status.startsWith('2'));
  const shown = good?.bodies.map(exampleOf).find((example) => example !== null);
  if (!good || !shown) return [];
  return [`Example of ${good.status}:`, '', ...code(shown.language, shortened(shown.text))];
}

/** The answers that most operations have in the same words. */
function commonAnswers({ operations }: Api): Answer[] {
  const uses = new Map<string, { answer: Answer; count: number }>();
  for (const answer of operations.flatMap(({ answers }) => answers)) {
    const key = `${answer.status} ${answer.description}`;
    uses.set(key, { answer, count: (uses.get(key)?.count ?? 0) + 1 });
  }
  const common = [...uses.values()].filter(({ count }) => count > operations.length / 2);
  return common.map(({ answer }) => answer).sort((a, b) => a.status.localeCompare(b.status));
}

/** What every operation may answer besides what is its own. */
export function problemsMarkdown(api: Api): string {
  return [
    '# Problems of every operation',
    '',
    'A refusal is `application/problem+json` (RFC 9457): `code` is stable, `detail` says what to do, and `errors` names ' +
      'each field that is wrong. An operation lists below its name only what is its own.',
    '',
    ...commonAnswers(api).flatMap(answerMarkdown),
    '',
  ].join('\n');
}

/** One operation as a section: what it takes, what it answers, and an example of both. */
export function operationMarkdown(api: Api, operation: Operation): string {
  const { id, method, path, aliases, summary, description, parameters, bodies, answers } = operation;
  const common = new Set(commonAnswers(api).map((each) => `${each.status} ${each.description}`));
  const own = answers.filter((each) => !common.has(`${each.status} ${each.description}`));
  const fields = bodies.flatMap(({ schema }) => rowsOf(api, schema));
  return [
    `## ${summary}`,
    '',
    `\`${method} ${path}\` · \`${id}\``,
    '',
    description,
    '',
    ...(aliases.length > 0 ? [`Also at ${aliases.map((alias) => `\`${alias}\``).join(', ')}.`, ''] : []),
    ...table(
      ['Parameter', 'In', 'Type', 'Meaning'],
      parameters.map((each) => [
        `\`${each.name}\`${each.required ? ' (required)' : ''}`,
        each.in,
        typeOf(api, each.schema),
        each.description ?? noteOf(api, each.schema),
      ]),
    ),
    ...table(
      ['Field of the body', 'Type', 'Meaning'],
      fields.map((row) => [`\`${row.path}\`${row.required ? ' (required)' : ''}`, row.type, row.note]),
    ),
    ...code('sh', curl(operation)),
    ...own.flatMap(answerMarkdown),
    '- [Problems of every operation](/docs/problems)',
    '',
    ...exampleAnswer(operation),
  ].join('\n');
}
