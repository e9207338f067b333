import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import type { MessageReader } from '../message-reader.ts';
import { MESSAGE_VERSION, parseBody } from '../messages.ts';
import type { Route } from './route.ts';
import { noteSeen } from './seen.ts';

/** Older code refuses it as unknown, and it is not delivered again. */
const probeSchema = z.object({ v: z.literal(MESSAGE_VERSION), type: z.literal('probe') });

/** The body of a probe: a message that asks for nothing but the proof that it has arrived. */
export const probeBody = (): string => JSON.stringify({ v: MESSAGE_VERSION, type: 'probe' });

/** Answers a probe once its arrival is written down. */
export function probeReader({ db, route }: { db: Database; route: Route }): MessageReader {
  return (body) => {
    if (parseBody(probeSchema, body) === null) return null;
    return {
      handle: async () => {
        await noteSeen(db, route);
        return { kind: 'done', reason: 'the probe has arrived' };
      },
      exhausted: () => ({ kind: 'done', reason: 'a probe is never sent again' }),
    };
  };
}
