import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const SYMBOLS = ['AAPL', '^GSPC'];
const CAPITAL = 100_000;
const PATIENCE_MS = 180_000;

const createdSchema = z.object({ job_id: z.string() });
const jobSchema = z.object({
  status: z.string(),
  progress: z.object({ percent: z.number(), total: z.number(), completed: z.number(), failed: z.number() }),
  usage: z.object({ messages: z.number(), round_trips: z.number(), function_ms: z.number() }),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
const price = z.number().nullable();
const resultSchema = z.object({
  data: z.array(
    z.object({
      ticker: z.string(),
      verdict: z.string(),
      score: z.number(),
      close: z.number(),
      entry: price,
      stop: price,
      target: price,
      shares: z.number().nullable(),
      currency: z.string(),
      as_of: z.string(),
      data_source: z.string(),
      stale: z.boolean(),
    }),
  ),
  errors: z.array(z.object({ key: z.string(), code: z.string(), message: z.string() })),
  disclaimer: z.string().nullable(),
});

async function call<T>(schema: z.ZodType<T>, url: string, init?: RequestInit): Promise<T> {
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${init?.method ?? 'GET'} ${url} answered ${response.status}: ${text}`);
  return schema.parse(JSON.parse(text));
}

function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

const money = (value: number | null) => (value === null ? '-' : value.toFixed(2));

function resultTable({ data }: z.infer<typeof resultSchema>): string[] {
  const head = ['ticker', 'verdict', 'score', 'close', 'entry', 'stop', 'target', 'shares', 'as of', 'data'];
  const rows = data.map((row) => [
    row.ticker,
    row.verdict,
    row.score.toFixed(1),
    `${money(row.close)} ${row.currency}`,
    money(row.entry),
    money(row.stop),
    money(row.target),
    row.shares === null ? '-' : String(row.shares),
    row.as_of,
    row.stale ? `${row.data_source} (not live)` : row.data_source,
  ]);
  return table([head, ...rows]);
}

async function follow(url: string, id: string, print: (line: string) => void) {
  const giveUpAt = Date.now() + PATIENCE_MS;
  let last = '';
  while (Date.now() < giveUpAt) {
    const job = await call(jobSchema, `${url}/api/v1/jobs/${id}`);
    const { percent, total, completed, failed } = job.progress;
    const line = `  ${job.status.padEnd(22)} ${String(percent).padStart(3)} %   ${completed} of ${total} done, ${failed} failed`;
    if (line !== last) print(line);
    last = line;
    if (!['queued', 'processing'].includes(job.status)) return job;
    await sleep(150);
  }
  throw new Error(`Job ${id} did not end within ${PATIENCE_MS / 1000} s.`);
}

function invitation(url: string): string[] {
  const json = `-H 'content-type: application/json'`;
  return [
    'Try it:',
    `  curl -X POST ${url}/api/stocks/analyze-all-stocks ${json} -d '{"symbols":["AAPL","^GSPC"],"capital":100000}'`,
    `  curl ${url}/api/all-stocks/progress`,
    `  curl ${url}/api/analysis-history/AAPL`,
    `  curl ${url}/api/v1/health`,
  ];
}

/** Runs the main job through the public endpoint: submits two symbols, prints progress and the result. */
export async function runDemo(url: string, print: (line: string) => void): Promise<void> {
  print('');
  print(`Demonstration: ${SYMBOLS.join(' and ')} with a capital of ${CAPITAL}.`);
  const { job_id } = await call(createdSchema, `${url}/api/stocks/analyze-all-stocks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ symbols: SYMBOLS, capital: CAPITAL }),
  });
  print(`  ${job_id}`);
  const job = await follow(url, job_id, print);
  const { messages, round_trips, function_ms } = job.usage;
  print(
    `  It cost ${messages} messages, ${round_trips} database round trips and ${function_ms} ms of function time.`,
  );
  if (job.error) print(`  ${job.error.code}: ${job.error.message}`);
  const result = await call(resultSchema, `${url}/api/v1/jobs/${job_id}/result`);
  print('');
  for (const line of resultTable(result)) print(`  ${line}`);
  for (const { key, code, message } of result.errors) print(`  ${key}: ${code}. ${message}`);
  if (result.disclaimer) print(`  ${result.disclaimer}`);
  print('');
  for (const line of invitation(url)) print(line);
  print('');
}
