import { z } from 'zod';
import type { Api } from '../api.ts';
import { jobAnswer, jobShape } from '../job.ts';
import { type Answer, idempotencyHeader, idempotencySchema, type Tool, tool } from '../tool.ts';

const STARTS =
  'Starts a durable job and answers its job_id at once; call it as a Task, or follow it with get_job and read it with get_result.';

async function started(api: Api, kind: string, input: unknown, key: string | undefined): Promise<Answer> {
  const sent = { body: { kind, input }, headers: idempotencyHeader(key) };
  return jobAnswer(await api.post(jobShape, '/jobs', sent));
}

const analyzeStocks = tool({
  name: 'analyze_stocks',
  title: 'Analyze stocks',
  description:
    'For each symbol a verdict with its reasons, a trade plan, and what such trades have brought in its own past. ' +
    `Not investment advice. ${STARTS}`,
  input: z.strictObject({
    symbols: z
      .array(z.string())
      .describe('As listed: AAPL, TCS.NS, ^GSPC, BTC-USD. An empty list is the loaded universe.'),
    capital: z.number().optional().describe('For the size of a position. Default: 100000.'),
    currency: z.string().optional().describe('Of the capital: USD, INR.'),
    strategies: z
      .array(z.string())
      .optional()
      .describe('The first makes the verdict. Default: ["balanced"].'),
    idempotency_key: idempotencySchema,
  }),
  ...{ readOnly: false, openWorld: true, startsJob: true },
  run: async (api, { idempotency_key, ...input }) => started(api, 'stocks', input, idempotency_key),
});

const analyzeProfile = tool({
  name: 'analyze_profile',
  title: 'Analyze a public profile',
  description:
    'Reads the public posts of an account and reports activity, content, style and engagement, each finding with the ' +
    `posts it rests on. Infers no trait of a person. ${STARTS}`,
  input: z.strictObject({
    platform: z.string().describe('bluesky, mastodon, github, hackernews, reddit, youtube, twitter or feed.'),
    profile_id: z.string().describe('The handle or the address: bsky.app, Gargron@mastodon.social.'),
    mode: z.enum(['quick', 'deep']).optional().describe('quick reads 200 posts, deep 2,000. Default: deep.'),
    max_posts: z.int().optional(),
    time_zone: z.string().optional().describe('IANA name for hours and weekdays. Default: UTC.'),
    idempotency_key: idempotencySchema,
  }),
  ...{ readOnly: false, openWorld: true, startsJob: true },
  run: async (api, { idempotency_key, ...input }) => started(api, 'profile', input, idempotency_key),
});

const readDocument = tool({
  name: 'read_document',
  title: 'Read a document',
  description:
    'Reads a file of pages: its text in reading order with boxes, sections, summary and keywords, each with its page. ' +
    `${STARTS}`,
  input: z.strictObject({
    source_url: z.string().optional().describe('Public https URL of the file.'),
    document_id: z.string().optional().describe('Of a file uploaded before: doc_… Give either.'),
    ocr: z
      .enum(['auto', 'force', 'off'])
      .optional()
      .describe(
        'auto recognizes scanned and unreadable pages, and pictures on pages with little text. Default: off.',
      ),
    idempotency_key: idempotencySchema,
  }),
  ...{ readOnly: false, openWorld: true, startsJob: true },
  run: async (api, { idempotency_key, ocr, ...input }) => {
    const recognition = ocr === undefined ? {} : { ocr: ocr === 'off' ? false : ocr };
    return await started(api, 'document', { ...input, ...recognition }, idempotency_key);
  },
});

export const ANALYSES: readonly Tool[] = [analyzeStocks, analyzeProfile, readDocument];
