import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { announceDue } from '../../lib/engine/webhook/announce.ts';
import { signedHeaders } from '../../lib/engine/webhook/sign.ts';
import { watchlistChanged } from '../../lib/stocks/changes/event.ts';
import { type HandBar, handMadeRun } from '../stocks/changes/hand-made.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { WEBHOOK_SECRET } from '../support/engine.ts';
import { jobsContext } from '../support/jobs.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { type Copied, copied } from './copied.ts';

let database: FreshDatabase;
let example: Copied;
let provider: Receiver;
let answers: number[] = [];
let recipe: typeof import('../../examples/watchlist-mail/index.ts');
/** What the service published for a run, in order. */
let told: ReturnType<typeof jobsContext>['told'];

const flat = (days: number): HandBar[] => Array.from({ length: days }, () => [100, 101, 99.5] as const);

beforeAll(async () => {
  [database, example, provider] = await Promise.all([
    freshDatabase(),
    copied('watchlist-mail'),
    startReceiver(() => ({ status: answers.shift() ?? 200 })),
  ]);
  recipe = await import(join(example.folder, 'index.ts'));
  const plain = jobsContext(database.url);
  const ownEvents = new Map([['stocks', watchlistChanged]]);
  const context = { ...plain, webhooks: { ...plain.webhooks, ownEvents } };
  const watched = { callbackUrl: 'https://example.com/hooks', ownEvent: 'watchlist.changed' };
  const before = await handMadeRun(context, { ticker: 'A&B', verdict: 'Buy', bars: flat(3) });
  await before.commit();
  const run = await handMadeRun(context, { ticker: 'A&B', verdict: 'Sell', bars: flat(4) }, watched);
  await run.commit();
  await announceDue(context, run.id);
  told = context.told;
});
afterAll(async () => {
  await Promise.all([provider.stop(), example.remove(), database.drop()]);
});
afterEach(() => {
  answers = [];
  provider.received.length = 0;
});

const settings = () => ({
  WEBHOOK_SECRET,
  UNSTUCK_URL: 'https://unstuck.example',
  RESEND_URL: `http://127.0.0.1:${provider.port}`,
  RESEND_API_KEY: 're_key',
  MAIL_FROM: 'Unstuck <unstuck@example.com>',
  MAIL_TO: 'ann@example.com',
});

/** An event as the service sends it, `changed` on its way. */
async function sent(event: string, { secret = WEBHOOK_SECRET, changed = (body: string) => body } = {}) {
  for (const [name, value] of Object.entries(settings())) vi.stubEnv(name, value);
  const notice = told.find((each) => each.event === event);
  if (!notice) throw new Error(`no ${event} among ${told.map((each) => each.event)}`);
  const { body } = notice;
  const headers = signedHeaders(secret, { id: `evt_${event}`, body, nowMs: Date.now() });
  return recipe.POST(
    new Request('https://own.example/api', { method: 'POST', headers, body: changed(body) }),
  );
}

const mails = () =>
  provider.received.map(({ headers, body }) => ({
    key: headers['idempotency-key'],
    by: headers.authorization,
    mail: JSON.parse(body),
  }));

test('what has changed is mailed, in words, with the run and what it is not', async () => {
  expect((await sent('watchlist.changed')).status).toBe(204);
  const [first] = mails();
  expect(first).toMatchObject({
    key: 'evt_watchlist.changed',
    by: 'Bearer re_key',
    mail: {
      from: 'Unstuck <unstuck@example.com>',
      to: ['ann@example.com'],
      subject: '1 change on your watchlist: A&B',
      text: expect.stringMatching(
        /^A&B: Buy → Sell \(2026-03-05\)\n\nhttps:\/\/unstuck\.example\/jobs\/job_\w+\n\nFor information only/,
      ),
      html: expect.stringContaining('<li>A&amp;B: Buy → Sell (2026-03-05)</li>'),
    },
  });
});

test('an event that comes again is the same mail under the same key', async () => {
  await sent('watchlist.changed');
  await sent('watchlist.changed');
  const [first, second] = mails();
  expect(second).toEqual(first);
});

test('other events are taken and mailed to nobody', async () => {
  expect((await sent('job.completed')).status).toBe(204);
  expect(mails()).toEqual([]);
});

test.each([
  ['signed by another', { secret: `whsec_${Buffer.from('another secret of 24 bytes').toString('base64')}` }],
  ['changed on its way', { changed: (body: string) => body.replace('Sell', 'Strong Buy') }],
])('an event %s is refused and mailed to nobody', async (_, forged) => {
  expect((await sent('watchlist.changed', forged)).status).toBe(401);
  expect(mails()).toEqual([]);
});

test('a mail that was not taken is told to the service, which sends the event again', async () => {
  answers = [503];
  const refused = await sent('watchlist.changed');
  expect(refused.status).toBe(502);
  expect(await refused.text()).toBe('The mail was not taken: 503.');
  expect((await sent('watchlist.changed')).status).toBe(204);
  expect(new Set(mails().map(({ key }) => key)).size).toBe(1);
});
