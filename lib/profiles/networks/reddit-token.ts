import { z } from 'zod';
import type { Fetch } from '../../core/guarded-fetch.ts';
import { type ApiAnswer, callApi, readAs } from './call-api.ts';
import { platformUnauthorized } from './social-errors.ts';

const NETWORK = 'Reddit';
/** A token is not used in its last minute. */
const MARGIN_MS = 60_000;

/** An app of https://www.reddit.com/prefs/apps. */
export interface RedditApp {
  id: string;
  secret: string;
}

const granted = z.object({ access_token: z.string().min(1).max(4_000), expires_in: z.number().positive() });

export interface RedditTokens {
  /** A token that is still good; asks for one if there is none. */
  token(signal: AbortSignal): Promise<string>;
  /** Reddit has refused the token: the next call asks for another. */
  drop(): void;
}

/**
 * Tokens of an app for itself, without a user. Source:
 * https://github.com/reddit-archive/reddit/wiki/OAuth2#application-only-oauth
 */
export function redditTokens(deps: { fetch: Fetch; now: () => number; app: RedditApp }): RedditTokens {
  const { fetch, now, app } = deps;
  let held: { token: string; untilMs: number } | null = null;
  return {
    async token(signal) {
      if (held && now() < held.untilMs) return held.token;
      const authorization = `Basic ${Buffer.from(`${app.id}:${app.secret}`).toString('base64')}`;
      const { body } = await callApi({
        network: NETWORK,
        url: new URL('https://www.reddit.com/api/v1/access_token'),
        headers: { authorization },
        form: new URLSearchParams({ grant_type: 'client_credentials' }),
        fetch,
        now,
        signal,
        refusal: refusalOf,
      });
      const { access_token: token, expires_in: seconds } = readAs(NETWORK, granted, body);
      held = { token, untilMs: now() + seconds * 1_000 - MARGIN_MS };
      return token;
    },
    drop() {
      held = null;
    },
  };
}

function refusalOf({ status }: ApiAnswer): Error | null {
  if (status !== 400 && status !== 401 && status !== 403) return null;
  const what =
    'refuses the app of REDDIT_CLIENT_ID and REDDIT_CLIENT_SECRET. Copy both again from reddit.com/prefs/apps.';
  return platformUnauthorized(NETWORK, what);
}
