import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const values = z.record(z.string(), z.coerce.string()).default({});
const step = z.strictObject({
  name: z.string().optional(),
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  with: values,
  run: z.string().optional(),
  env: values,
});
const workflow = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.strictObject({}),
  defaults: z.strictObject({ run: z.strictObject({ shell: z.literal('bash') }) }),
  jobs: z.record(
    z.string(),
    z.strictObject({
      'runs-on': z.string(),
      'timeout-minutes': z.number(),
      env: values,
      steps: z.array(step),
    }),
  ),
});
export type Workflow = z.infer<typeof workflow>;

/** @throws for what is no YAML, or has a field that this does not know */
export const readWorkflow = async (file: string): Promise<Workflow> =>
  workflow.parse(parse(await readFile(file, 'utf8')));

/** What `${{ … }}` can name, by its whole name: `secrets.UNSTUCK_KEY`. */
type Names = Readonly<Record<string, string>>;

/** Names and `||` between them: all that the examples use. */
function evaluated(text: string, names: Names): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/g, (_, expression: string) => {
    const found = expression.split('||').map((name) => names[name.trim()] ?? '');
    return found.find((value) => value !== '') ?? '';
  });
}

export interface Ran {
  name: string;
  code: number;
  out: string;
}

interface Run {
  /** Where the steps run. */
  folder: string;
  names: Names;
  env: Record<string, string>;
  /** Whether the run is cancelled after this step. */
  cancelledAfter?: string;
}

async function bash(script: string, folder: string, env: Record<string, string>): Promise<Omit<Ran, 'name'>> {
  const file = join(folder, 'step.sh');
  await writeFile(file, script);
  // As GitHub runs `shell: bash`.
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], {
    ...{ cwd: folder, env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
  await once(child, 'close');
  return { code: child.exitCode ?? 1, out };
}

/** Runs the scripts of a workflow's only job as GitHub does, until one fails. @returns those that ran */
export async function runWorkflow({ jobs }: Workflow, run: Run): Promise<Ran[]> {
  const [job] = Object.values(jobs);
  if (!job) throw new Error('the workflow has no job');
  const output = join(run.folder, 'output.txt');
  const env = { ...run.env, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: join(run.folder, 'summary.md') };
  await writeFile(output, '');
  let names = run.names;
  const ran: Ran[] = [];
  let cancelled = false;
  for (const { name = '', id, if: condition, run: script, env: own } of job.steps) {
    const isWanted = condition?.includes('cancelled()') ? cancelled : !cancelled;
    if (script === undefined || !isWanted) continue;
    const given = Object.entries({ ...job.env, ...own }).map(([key, text]) => [key, evaluated(text, names)]);
    const { code, out } = await bash(script, run.folder, { ...env, ...Object.fromEntries(given) });
    ran.push({ name, code, out });
    const outputs = (await readFile(output, 'utf8')).matchAll(/^(\w+)=(.*)$/gm);
    for (const [, key, value = ''] of outputs) names = { ...names, [`steps.${id}.outputs.${key}`]: value };
    if (name === run.cancelledAfter) cancelled = true;
    else if (code !== 0) break;
  }
  return ran;
}
