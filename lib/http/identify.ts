import type { Entry, Passage } from '../access/gate.ts';
import { KEY_PREFIX } from '../access/key-secret.ts';
import { SCOPES } from '../access/scopes.ts';
import { SHARE_PREFIX } from '../access/share-token.ts';
import type { ApiKey } from '../config/api-keys.ts';
import { type ConfigProblem, explained } from '../config/problem.ts';
import { Refusal } from '../core/errors.ts';
import { secretCheck } from '../core/secret-check.ts';
import type { HttpContext } from './context.ts';
import type { Caller, HttpRequest } from './env.ts';

export type Asked = Pick<HttpContext, 'access' | 'configProblems' | 'gate' | 'shares'>;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** The name of all keys that stand in the environment. */
const IN_ENVIRONMENT = 'API_KEYS';

/** Finds the owner of a key of the environment. Compares every key, in constant time. */
function ownerByKey(keys: readonly ApiKey[]): (given: string) => string | null {
  const known = keys.map(({ owner, key }) => ({ owner, matches: secretCheck(key) }));
  return (given) => {
    const [first] = known.filter(({ matches }) => matches(given));
    return first?.owner ?? null;
  };
}

const keysOf = (access: HttpContext['access']): readonly ApiKey[] =>
  access.mode === 'keys' ? access.keys : [];

/** The token that a request brings: of a key or a link, or a link's in the URL. */
function tokenOf(c: HttpRequest): string | undefined {
  const header = c.req.header('Authorization');
  return header === undefined ? c.req.query('share') : /^Bearer +(\S+)$/i.exec(header)?.[1];
}

/** Checking the host name blocks DNS rebinding. */
export const isLocal = (c: HttpRequest): boolean => LOOPBACK.test(new URL(c.req.url).hostname);

function onLoopback(c: HttpRequest, owner: string): Caller {
  if (isLocal(c)) {
    const key = { id: null, name: 'local', scopes: SCOPES };
    return { owner, key, keyName: null, sharedJob: null, rate: null, refusal: null };
  }
  throw new Refusal(
    'loopback_only',
    'Without API keys, only requests to localhost are allowed. Set API_KEYS.',
  );
}

function whyClosed(problems: readonly ConfigProblem[]): string {
  const ofKeys = problems.find(({ name }) => name === IN_ENVIRONMENT);
  return ofKeys ? explained(ofKeys) : 'This deployment has no API keys yet. Set API_KEYS.';
}

const notValid = () => new Refusal('unauthorized', 'This API key is not valid.');
const noKey = () => new Refusal('unauthorized', 'Send your API key: "Authorization: Bearer uk_…".');

const byRow = ({ owner, id, name, scopes }: Entry, { rate, refusal }: Passage): Caller => ({
  owner,
  key: { id, name, scopes },
  keyName: name,
  sharedJob: null,
  rate,
  refusal,
});

const UNCOUNTED: Passage = { rate: null, refusal: null };

/**
 * @returns who asks, and where the owner stands if the request `counts`.
 * @throws Refusal `unauthorized` and others: nobody, or nobody knows.
 */
export function identification({ access, configProblems, gate, shares }: Asked) {
  const ownerOf = ownerByKey(keysOf(access));

  /** What to say to who has no key that is known; `otherwise` if anybody may have one. */
  async function nobody(otherwise: Refusal): Promise<Refusal> {
    if (access.mode !== 'closed') return otherwise;
    // While the database is away what is known stands: the variable is not set.
    const hasKeys = await gate.hasKeys().catch(() => false);
    return hasKeys ? otherwise : new Refusal('access_not_configured', whyClosed(configProblems));
  }

  async function byLink(token: string): Promise<Caller> {
    const { jobId, owner, rate } = await shares.open(token);
    const key = { id: null, name: 'a link', scopes: ['read' as const] };
    return { owner, key, keyName: null, sharedJob: jobId, rate, refusal: null };
  }

  async function byKey(token: string, counts: boolean): Promise<Caller> {
    const owner = ownerOf(token);
    if (owner !== null) {
      const key = { id: null, name: IN_ENVIRONMENT, scopes: SCOPES };
      const passage = counts ? await gate.count(owner) : UNCOUNTED;
      return { owner, key, keyName: IN_ENVIRONMENT, sharedJob: null, ...passage };
    }
    if (!token.startsWith(KEY_PREFIX)) throw await nobody(notValid());
    const { entry, ...passage } = await (counts ? gate.enter(token) : gate.look(token));
    if (entry === null) throw await nobody(passage.refusal ?? notValid());
    return byRow(entry, passage);
  }

  return async (c: HttpRequest, counts: boolean): Promise<Caller> => {
    const token = tokenOf(c);
    if (token !== undefined) return token.startsWith(SHARE_PREFIX) ? byLink(token) : byKey(token, counts);
    if (access.mode === 'open') return onLoopback(c, access.owner);
    throw await nobody(noKey());
  };
}
