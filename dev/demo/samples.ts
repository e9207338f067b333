import { createHash } from 'node:crypto';
import { z } from 'zod';
import { call, type Job, jobSchema, json, untilEnded } from './local-api.ts';
import { samplePosts } from './sample-posts.ts';
import { sampleReport } from './sample-report.ts';

/** By which the page finds them. */
const TAG = 'sample';

const listSchema = z.object({ data: z.array(jobSchema) });
const documentSchema = z.object({ id: z.string(), missing: z.array(z.int()) });

/** One that the page shows. */
interface Sample {
  kind: string;
  name: string;
  /** The input of its job. */
  input: (url: string) => Promise<unknown>;
}

const SAMPLES: readonly Sample[] = [
  {
    kind: 'stocks',
    name: 'Sample: Apple and the S&P 500',
    input: async () => ({ symbols: ['AAPL', '^GSPC'], capital: 100_000 }),
  },
  {
    kind: 'profile',
    name: 'Sample: the log of an invented boatyard',
    input: async () => ({
      platform: 'inline',
      profile_id: 'sample.boatyard',
      mode: 'quick',
      posts: samplePosts(),
    }),
  },
  {
    kind: 'document',
    name: 'Sample: an invented report on harbour water',
    input: async (url) => ({ document_id: await uploaded(url, 'sample-harbour-water.pdf', sampleReport()) }),
  },
];

/** @returns the document's id */
async function uploaded(url: string, name: string, body: Uint8Array<ArrayBuffer>): Promise<string> {
  const sha256 = createHash('sha256').update(body).digest('hex');
  const documents = `${url}/api/v1/documents`;
  const { id, missing } = await call(documentSchema, documents, json({ name, size: body.length, sha256 }));
  if (missing.length > 0) {
    await call(z.unknown(), `${documents}/${id}/parts/1`, { method: 'PUT', body });
    await call(documentSchema, `${documents}/${id}/complete`, json({ sha256 }));
  }
  return id;
}

const isUsable = ({ status }: Job): boolean => !['failed', 'cancelled'].includes(status);

async function begin(url: string, { kind, name, input }: Sample): Promise<Job> {
  return call(jobSchema, `${url}/api/v1/jobs`, json({ kind, name, tags: [TAG], input: await input(url) }));
}

function line({ name }: Sample, { status, progress, usage, error }: Job): string {
  const { completed, total } = progress;
  const cost = `$${usage.cost_usd.toFixed(6)}`;
  return `  ${name}: ${status.replaceAll('_', ' ')}, ${completed} of ${total}, ${cost}${error ? `; ${error.message}` : ''}`;
}

/**
 * Three finished jobs that the start page shows: a stock, a profile, a document. Those of an earlier start are used
 * again. Needs no network: without one the stocks' prices are those that ship with the service.
 */
export async function makeSamples(url: string, print: (line: string) => void): Promise<void> {
  const { data } = await call(listSchema, `${url}/api/v1/jobs?tag=${TAG}&limit=200`);
  await Promise.all(
    SAMPLES.map(async (sample) => {
      const earlier = data.find((job) => job.kind === sample.kind && isUsable(job));
      print(line(sample, await untilEnded(url, earlier ?? (await begin(url, sample)))));
    }),
  );
}
