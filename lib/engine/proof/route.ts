import { createHash } from 'node:crypto';

/** What decides whether a callback gets through. */
export interface RouteFacts {
  appUrl: string;
  currentSigningKey: string;
  nextSigningKey: string;
  /** Of Vercel's protection; null if none is configured. */
  protectionBypass: string | null;
}

/** A way from the queue to the service. */
export interface Route {
  /** Of the address, the keys and the bypass secret: whichever changes has to prove itself anew. */
  id: string;
  appUrl: string;
}

export function routeOf({ appUrl, currentSigningKey, nextSigningKey, protectionBypass }: RouteFacts): Route {
  const facts = JSON.stringify([appUrl, currentSigningKey, nextSigningKey, protectionBypass]);
  return { id: createHash('sha256').update(facts).digest('hex').slice(0, 24), appUrl };
}
