import type { Client } from '@upstash/qstash';
import { z } from 'zod';
import type { Answered } from './met.ts';

/** @see https://upstash.com/docs/qstash/api/dlq/listMessages */
const listSchema = z.object({
  messages: z.array(
    z.object({
      dlqId: z.string(),
      createdAt: z.number(),
      responseStatus: z.number().default(0),
      responseHeader: z.record(z.string(), z.array(z.string())).nullish(),
      responseBody: z.string().nullish(),
      responseBodyBase64: z.string().nullish(),
    }),
  ),
});

/** A message that the queue gave up, and the last answer that it met. */
export interface DeadLetter {
  dlqId: string;
  /** When it was published, Unix milliseconds. */
  createdAt: number;
  answered: Answered;
}

/** At most a hundred, newest first. @throws the error of the queue's client */
export async function deadLettersOf(
  client: Client,
  filter: { url: string; fromDate: number } | { messageId: string },
): Promise<DeadLetter[]> {
  const answer: unknown = await client.dlq.listMessages({ count: 100, filter });
  return listSchema.parse(answer).messages.map((letter) => {
    const { responseHeader, responseBody, responseBodyBase64 } = letter;
    const headers = Object.entries(responseHeader ?? {}).map(([name, values]) => [
      name.toLowerCase(),
      values.join(', '),
    ]);
    const body = responseBody ?? Buffer.from(responseBodyBase64 ?? '', 'base64').toString('utf8');
    return {
      dlqId: letter.dlqId,
      createdAt: letter.createdAt,
      answered: { status: letter.responseStatus, headers: Object.fromEntries(headers), body },
    };
  });
}
