import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import type { Post, Profile, SocialRequest, SocialSource } from '../../../lib/profiles/networks/social.ts';
import { ownWords } from '../../../lib/profiles/text/own-words.ts';
import { json, type Network, startNetwork } from './network.ts';

export const NOW = Date.UTC(2026, 0, 5, 12, 0, 0);
/** Stands in every body that a source must not quote. */
export const SECRET_TEXT = 'what she wrote to nobody';
export const TOKEN = 'secret-token-1234567890';

interface Refused {
  when: string;
  call: 'profile' | 'posts' | 'both';
  status: number;
  body: unknown;
  headers?: Record<string, string>;
  error: { code: string; retryAfterMs?: number | undefined };
  /** Requests that `profile` makes before it gives up; 1 if absent. */
  asks?: number;
}

/** What a source's own test file tells about it. */
export interface Subject {
  create(network: Network): SocialSource;
  profileId(network: Network): string;
  /** As `profile()` returns it. */
  profile(network: Network): Profile;
  profileBody: unknown;
  /** The body of a page of so many posts, of which the first is the `page`-th in age; and its headers. */
  page(count: number, page: number): { body: unknown; headers?: Record<string, string> };
  /** Pages that the test of paging reads, the last of which ends the profile. */
  pages: number[];
  /** The body of one post with every field, and what comes of it. */
  full: { body: unknown; post: Post };
  /** Its own errors. */
  refused: Refused[];
  redirect: 'platform_failed' | 'host_refused';
  /** Requests that `profile` makes where it is redirected; 1 if absent. */
  asksAtRedirect?: number;
  /** A page without posts, and whether it names a next one; in networks that name none, it is the end. */
  empty: { body: unknown; headers?: Record<string, string>; namesNext: boolean };
  /** How the network sends a body; as JSON if absent. */
  send?(response: ServerResponse, body: unknown, status?: number, headers?: Record<string, string>): void;
  /** What a request beside the one for a page or profile is answered with; undefined for any other. */
  besides?(request: IncomingMessage): unknown;
  /** How `profile` fails where a page of HTML comes; `platform_failed` if absent. */
  htmlProfile?: string;
  /** Other spellings of `profileId`. */
  otherNames: (network: Network) => string[];
  /** The body of a post with a quote of somebody else's, and what its author wrote. */
  quoting: { body: unknown; own: string };
}

export function contract(name: string, subject: Subject): void {
  let network: Network;
  let elsewhere: Network;
  const { send = json } = subject;
  const answer = (handler: RequestListener) =>
    network.answer((asking, response) => {
      const other = subject.besides?.(asking);
      if (other === undefined) handler(asking, response);
      else json(response, other);
    });

  beforeEach(async () => {
    [network, elsewhere] = await Promise.all([startNetwork(), startNetwork()]);
  });
  afterEach(() => {
    network.close();
    elsewhere.close();
  });

  const calls = {
    profile: (request: SocialRequest): Promise<unknown> =>
      subject.create(network).profile(subject.profileId(network), request),
    posts: (request: SocialRequest): Promise<unknown> =>
      subject.create(network).posts(subject.profile(network), null, request),
  };
  const request = (signal = new AbortController().signal): SocialRequest => ({ signal, log: silentLog });
  const bothCalls = ['profile', 'posts'] as const;

  describe(`${name}, as every network`, () => {
    test('gives a profile with every field', async () => {
      answer((_request, response) => send(response, subject.profileBody));
      expect(await calls.profile(request())).toEqual(subject.profile(network));
    });

    test('gives a post with every field', async () => {
      answer((_request, response) => send(response, subject.full.body));
      const page = await subject.create(network).posts(subject.profile(network), null, request());
      expect(page.posts[0]).toEqual(subject.full.post);
      expect([page.skipped, page.changed]).toEqual([{}, {}]);
    });

    test('is paged to its end, each post once', async () => {
      const source = subject.create(network);
      let page = 0;
      answer((_request, response) => {
        const { body, headers } = subject.page(subject.pages[page] ?? 0, page);
        page += 1;
        send(response, body, 200, headers);
      });
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const read = await source.posts(subject.profile(network), cursor, request());
        ids.push(...read.posts.map(({ id }) => id));
        cursor = read.next;
        expect((cursor ?? '').length).toBeLessThan(1024);
      } while (cursor !== null && page < 10);
      expect(page).toBe(subject.pages.length);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(subject.pages.reduce((sum, count) => sum + count));
    });

    test('a page that failed is read by the same cursor later', async () => {
      const source = subject.create(network);
      const answers = [0, 1].map((page) => subject.page(subject.pages[page] ?? 0, page));
      const give = (at: number) =>
        answer((_request, response) => send(response, answers[at]?.body, 200, answers[at]?.headers));
      give(0);
      const { next } = await source.posts(subject.profile(network), null, request());
      answer((_request, response) => json(response, {}, 503));
      await failsAs(source.posts(subject.profile(network), next, request()), { code: 'platform_failed' });
      give(1);
      const read = await source.posts(subject.profile(network), next, request());
      expect(read.posts).toHaveLength(subject.pages[1] ?? 0);
    });

    test('an empty page is the end where it names no next one, and nowhere else', async () => {
      const { body, headers, namesNext } = subject.empty;
      answer((_request, response) => send(response, body, 200, headers));
      const read = await subject.create(network).posts(subject.profile(network), null, request());
      expect([read.posts, read.next !== null]).toEqual([[], namesNext]);
    });

    test('other names of a handle ask for the same profile', async () => {
      answer((_request, response) => send(response, subject.profileBody));
      const names = [subject.profileId(network), ...subject.otherNames(network)];
      for (const name of names) {
        expect(await subject.create(network).profile(name, request())).toEqual(subject.profile(network));
      }
      const asked = network.requests.filter((each) => subject.besides?.(each) === undefined);
      expect(new Set(asked.map(({ url }) => url)).size).toBe(1);
      expect(names.length).toBeGreaterThan(1);
    });

    test('a quote is not its author’s own words', async () => {
      answer((_request, response) => send(response, subject.quoting.body));
      const { posts } = await subject.create(network).posts(subject.profile(network), null, request());
      expect(ownWords(posts[0]?.text ?? '').own).toBe(subject.quoting.own);
    });

    const refusals = subject.refused.flatMap((refused) =>
      bothCalls
        .filter((call) => refused.call === 'both' || refused.call === call)
        .map((call) => ({ ...refused, call })),
    );
    test.each(refusals)('$when: $call fails as $error.code', async (refused) => {
      answer((_request, response) => send(response, refused.body, refused.status, refused.headers));
      await failsAs(calls[refused.call](request()), refused.error);
      expect(network.requests).toHaveLength(refused.call === 'profile' ? (refused.asks ?? 1) : 1);
    });

    describe.each(bothCalls)('%s', (call) => {
      test.each([
        ['120', 120_000],
        ['3600', 3_600_000],
        ['7200', 7_200_000],
        ['Mon, 05 Jan 2026 12:00:30 GMT', 30_000],
        [undefined, undefined],
      ])('429 with Retry-After %s is a rate limit', async (retryAfter, retryAfterMs) => {
        const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
        answer((_request, response) => json(response, { error: SECRET_TEXT }, 429, headers));
        const refusal = { name: 'ProviderRefusal', code: 'platform_rate_limited', retryAfterMs };
        await failsAs(calls[call](request()), refusal);
      });

      test.each([3_600, 7_200])('429 with a window that ends in %i s is a rate limit', async (seconds) => {
        const headers = {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(NOW / 1_000 + seconds),
        };
        answer((_request, response) => send(response, { error: SECRET_TEXT }, 429, headers));
        const retryAfterMs = seconds * 1_000;
        const refusal = { name: 'ProviderRefusal', code: 'platform_rate_limited', retryAfterMs };
        const error = await failsAs(calls[call](request()), refusal);
        expect(error.message).toContain(`${seconds} s`);
      });

      test.each([500, 502, 503])('%i may pass', async (status) => {
        answer((_request, response) => json(response, { error: SECRET_TEXT }, status));
        await failsAs(calls[call](request()), { code: 'platform_failed' });
      });

      test('HTML instead of JSON is a failure that names its type', async () => {
        answer((_request, response) =>
          response.writeHead(200, { 'content-type': 'text/html' }).end(`<p>${SECRET_TEXT}</p>`),
        );
        const code = (call === 'profile' ? subject.htmlProfile : undefined) ?? 'platform_failed';
        const error = await failsAs(calls[call](request()), { code });
        if (code === 'platform_failed') expect(error.message).toContain('text/html');
      });

      test('truncated JSON is a failure', async () => {
        answer((_request, response) => response.end(`{"data": "${SECRET_TEXT}", "posts": [`));
        await failsAs(calls[call](request()), { code: 'platform_failed' });
      });

      test('JSON of another shape is a failure', async () => {
        answer((_request, response) => json(response, { unknown: SECRET_TEXT, data: SECRET_TEXT }));
        await failsAs(calls[call](request()), { code: 'platform_failed' });
      });

      test('a connection that ends early is a failure', async () => {
        answer((_request, response) => {
          response.writeHead(200, { 'content-length': '100' });
          response.write('{');
          setTimeout(() => response.destroy(), 10);
        });
        await failsAs(calls[call](request()), { code: 'platform_failed' });
      });

      test('a network that cannot be reached is said so', async () => {
        network.close();
        await failsAs(calls[call](request()), { name: 'ProviderSilence', code: 'platform_unreachable' });
      });

      test('a slow body ends with the signal, by its reason, and closes the connection', async () => {
        const abort = new AbortController();
        const reason = new Error('out of time');
        const closed = new Promise<void>((resolve) => {
          answer((_request, response) => {
            response.on('close', () => resolve());
            response.write('{');
            setTimeout(() => abort.abort(reason), 20);
          });
        });
        await expect(calls[call](request(abort.signal))).rejects.toBe(reason);
        await closed;
      });

      test('an aborted signal sends nothing', async () => {
        await expect(calls[call](request(AbortSignal.abort(new Error('over'))))).rejects.toThrow('over');
        expect(network.requests).toEqual([]);
      });

      test('a redirect to a private address is not followed', async () => {
        elsewhere.answer((_request, response) => send(response, subject.profileBody));
        answer((_request, response) =>
          response.writeHead(302, { location: `http://127.0.0.1:${elsewhere.port}/` }).end(),
        );
        await failsAs(calls[call](request()), { code: subject.redirect });
        const asks = call === 'profile' ? (subject.asksAtRedirect ?? 1) : 1;
        expect([network.requests.length, elsewhere.requests.length]).toEqual([asks, 0]);
      });

      test('a body of 10 MB is given up', async () => {
        let sent = 0;
        answer((_request, response) => {
          const chunk = 'x'.repeat(100_000);
          const more = () => {
            while (sent < 100 && !response.destroyed) {
              sent += 1;
              if (!response.write(chunk)) return response.once('drain', more);
            }
            return response.end();
          };
          response.writeHead(200, { 'content-type': 'application/json' });
          more();
        });
        await failsAs(calls[call](request()), { code: 'platform_answer_too_large' });
      });
    });
  });
}

/** The error's code and waiting time, and that neither it nor its causes quote a token or a post. */
export async function failsAs(
  work: Promise<unknown>,
  expected: { name?: string; code: string; retryAfterMs?: number | undefined },
): Promise<Error> {
  const error = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject(expected);
  if ('retryAfterMs' in expected) expect(error).toHaveProperty('retryAfterMs', expected.retryAfterMs);
  if (!(error instanceof Error)) throw new Error('not an error');
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    expect(`${each.message} ${each.stack} ${JSON.stringify(each)}`).not.toContain(SECRET_TEXT);
    expect(`${each.message} ${each.stack} ${JSON.stringify(each)}`).not.toContain(TOKEN);
  }
  return error;
}
