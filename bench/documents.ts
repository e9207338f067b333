import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { PDFDocument } from 'pdf-lib';
import { z } from 'zod';
import type { Stack } from '../dev/stack/stack.ts';
import { type MANUALS, manual } from './debian-file.ts';
import type { Figure } from './figures.ts';
import { withStack } from './stack.ts';
import { wordF1 } from './word-f1.ts';

const run = promisify(execFile);
const LONG_PAGES = 1_000;
const MEGABYTE = 2 ** 20;
const MOST_MS = 20_000;
const MOST_MEGABYTES = 512;

const uploadSchema = z.object({ id: z.string(), part_bytes: z.number(), parts: z.number() });
const acceptedSchema = z.object({ job_id: z.string() });
const jobSchema = z.object({
  status: z.string(),
  usage: z.object({ messages: z.number(), round_trips: z.number() }),
});

async function answered(response: Response): Promise<unknown> {
  if (response.ok) return response.json();
  throw new Error(`${response.status} ${await response.text()}`);
}

const sentJson = async (url: string, body: unknown): Promise<unknown> =>
  answered(
    await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

/** Uploads a file in parts and submits its analysis. @returns the job's id. */
async function submitted(url: string, pdf: Uint8Array): Promise<string> {
  const upload = uploadSchema.parse(await sentJson(`${url}/api/documents`, { size: pdf.length }));
  for (let part = 1; part <= upload.parts; part++) {
    const body = pdf.slice((part - 1) * upload.part_bytes, part * upload.part_bytes);
    await answered(
      await fetch(`${url}/api/documents/${upload.id}/parts/${part}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body,
      }),
    );
  }
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  await sentJson(`${url}/api/documents/${upload.id}/complete`, { sha256 });
  const accepted = await sentJson(`${url}/api/v1/process-pdf-async`, { document_id: upload.id });
  return acceptedSchema.parse(accepted).job_id;
}

interface Ended {
  id: string;
  job: z.infer<typeof jobSchema>;
  /** From submission to the first poll that found the job ended. */
  ms: number;
  /** Memory of the largest function process, bytes. */
  rss: number;
}

/** Uploads a file and waits for the end of its job. @throws if it fails */
export async function ran({ url, host }: Stack, pdf: Uint8Array): Promise<Ended> {
  const id = await submitted(url, pdf);
  const start = performance.now();
  for (let rss = 0; ; await sleep(100)) {
    const processes = await host.memory();
    const functions = processes.filter(({ name }) => name !== 'host');
    rss = Math.max(rss, ...functions.map(({ rssBytes }) => rssBytes));
    const job = jobSchema.parse(await answered(await fetch(`${url}/api/v1/jobs/${id}`)));
    if (job.status === 'completed') return { id, job, ms: performance.now() - start, rss };
    if (!['queued', 'processing'].includes(job.status)) throw new Error(`the job ended as ${job.status}`);
  }
}

async function textFigure(stack: Stack, name: keyof typeof MANUALS): Promise<Figure> {
  const file = await manual(name);
  const { id } = await ran(stack, await readFile(file));
  const ours = await (await fetch(`${stack.url}/api/v1/jobs/${id}/result?format=text`)).text();
  const { stdout } = await run('pdftotext', [file, '-'], { maxBuffer: 1e9 });
  return {
    name: `${name}: 1 - F1 of the words of format=text against pdftotext`,
    value: 1 - wordF1(ours, stdout),
    unit: '',
    budget: 0.01,
  };
}

async function longBook(): Promise<Uint8Array> {
  const whole = await PDFDocument.load(await readFile(await manual('octave-doc')));
  const cut = await PDFDocument.create();
  const places = Array.from({ length: LONG_PAGES }, (_, i) => i);
  for (const page of await cut.copyPages(whole, places)) cut.addPage(page);
  return cut.save();
}

/** Whole jobs on the local stack: a 1,000-page document with all analyses, and the words of three manuals. */
export async function benchDocuments(): Promise<Figure[]> {
  const pdf = await longBook();
  return withStack({}, async (stack) => {
    const { ms, rss, job } = await ran(stack, pdf);
    const figures: Figure[] = [
      { name: `${LONG_PAGES} pages, job with every analysis`, value: ms, unit: 'ms', budget: MOST_MS },
      { name: 'its largest process', value: rss / MEGABYTE, unit: 'MB', budget: MOST_MEGABYTES },
      { name: 'its messages', value: job.usage.messages, unit: '' },
      { name: 'its database round trips', value: job.usage.round_trips, unit: '' },
    ];
    for (const name of ['r-doc-pdf', 'gnuplot-doc', 'octave-doc'] as const) {
      figures.push(await textFigure(stack, name));
    }
    return figures;
  });
}
