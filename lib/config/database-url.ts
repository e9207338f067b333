import { hostOf, isLocalHost, isPublicHost } from '../core/public-address.ts';
import { direct, isPooled } from './neon-host.ts';
import { isPlaceholder, LEFT_IN_PLACE } from './placeholder.ts';
import { type Place, type Reader, type Reading, refused, taken } from './reading.ts';

const REMEDY =
  'In the Neon console click Connect, show the password and copy the string: ' +
  'postgresql://user:password@ep-….neon.tech/database.';

/** Providers that do not answer SQL over HTTP, so that this service cannot use them. */
const OTHERS =
  /(^|\.)(supabase\.(co|com)|rds\.amazonaws\.com|render\.com|railway\.(app|internal)|rlwy\.net|prisma\.io|aivencloud\.com|cockroachlabs\.cloud|postgres\.database\.azure\.com)$/i;

interface Parts {
  user: string;
  password: string;
  host: string;
  /** Database and parameters, from the slash on. */
  rest: string;
}

const PSQL = /^psql\b.*?(['"]?)(postgres(?:ql)?:\/\/[^\s'"]+)\1(?:\s.*)?$/s;
const SCHEME = /^(postgres(?:ql)?)(?:\+\w+)?:\/\//i;
/** `user:password@host/database` */
const BARE = /^[^\s:/@]+:[^\s/]+@[\w.-]+(?::\d+)?\/\w/;

/** What was pasted along is left out. */
function plainly(text: string): { text: string; notes: string[] } {
  const notes: string[] = [];
  const change = (note: string, next: string, now: string) => {
    if (next !== now) notes.push(note);
    return next;
  };
  const pasted = PSQL.exec(text)?.[2] ?? text;
  const alone = change('was pasted with psql: the address in it was taken', pasted, text);
  const schemed = BARE.test(alone) ? `postgresql://${alone}` : alone;
  const whole = change('has no scheme: postgresql was assumed', schemed, alone);
  const dialect = whole.replace(SCHEME, (_, scheme: string) => `${scheme.toLowerCase()}://`);
  const plain = change('names a driver in its scheme, which was left out', dialect, whole);
  const unescaped = plain.replaceAll('&amp;', '&');
  return { text: change('was copied out of HTML: &amp; was read as &', unescaped, plain), notes };
}

/** What may follow the password: a host, a database and parameters; failing that, any host. */
const BEHIND = [/^[^/?#@]+\/[^/?#@]+(?:\?.*)?$/s, /^[^/?#@]+(?:\/.*)?(?:\?.*)?$/s];

/** Where the host begins: a password may have an @ in it, and parameters too. */
function splitAt(text: string): number {
  const places = [...text.matchAll(/@/g)].map(({ index }) => index).reverse();
  const fits = BEHIND.map((form) => places.find((at) => form.test(text.slice(at + 1))));
  return fits.find((at) => at !== undefined) ?? -1;
}

function partsOf(text: string): Parts {
  const behind = text.replace(SCHEME, '');
  const at = splitAt(behind);
  const [user = '', ...password] = at === -1 ? [] : behind.slice(0, at).split(':');
  const [host = '', rest = ''] = behind.slice(at + 1).split(/(?=[/?])(.*)/s);
  return { user, password: password.join(':'), host, rest };
}

/** Percent-encodes what is not, so that the address has one meaning. */
const encoded = (text: string): string =>
  text.replaceAll(/%[\da-f]{2}|[^\w.~!$&'()*+,;=-]/gi, (part) =>
    part.length === 3 && part.startsWith('%') ? part : encodeURIComponent(part.toWellFormed()),
  );

function missing({ user, password, host, rest }: Parts): string | null {
  if (user === '') return 'names no user';
  if (/^[*•]+$/.test(password)) return 'has asterisks in place of the password';
  if (password === '') return 'has no password';
  if (host === '') return 'names no host';
  return /^\/[^?]+/.test(rest) ? null : 'names no database';
}

const EXAMPLES = /^(?:user|username|password|pass|host|hostname|db_?user)$/i;

/** On this machine any password may do. */
function isExample({ user, password, host }: Parts): boolean {
  const name = host.replace(/:\d+$/, '');
  if (isLocalHost(name)) return false;
  const given = [user, password, name];
  return given.some((part) => isPlaceholder(part)) || given.filter((part) => EXAMPLES.test(part)).length > 1;
}

function unreachable(url: URL, { onVercel }: Place): string | null {
  if (OTHERS.test(url.hostname))
    return 'is of another provider, which does not answer SQL over HTTP as Neon does';
  return onVercel && !isPublicHost(hostOf(url)) ? 'is an address that Vercel cannot reach' : null;
}

function addressOf(text: string, place: Place): Reading<string> {
  const plain = plainly(text);
  if (!SCHEME.test(plain.text)) {
    return refused(isPlaceholder(text) ? LEFT_IN_PLACE : 'does not begin with postgresql://', REMEDY);
  }
  if (/\s/.test(plain.text)) return refused('has white space in it', REMEDY);
  const parts = partsOf(plain.text);
  const lacking = missing(parts);
  if (lacking !== null) return refused(lacking, REMEDY);
  if (isExample(parts)) return refused(LEFT_IN_PLACE, REMEDY);
  const [scheme = ''] = SCHEME.exec(plain.text) ?? [];
  const userinfo = `${encoded(parts.user)}:${encoded(parts.password)}`;
  const whole = `${scheme}${userinfo}@${parts.host}${parts.rest}`;
  if (!URL.canParse(whole)) return refused('is not an address', REMEDY);
  const wrong = unreachable(new URL(whole), place);
  if (wrong !== null) return refused(wrong, REMEDY);
  const note = 'has characters in its password that must be percent-encoded, which was done';
  return taken(whole, whole === plain.text ? plain.notes : [...plain.notes, note]);
}

/** The database that the service works on, over HTTP: pooled or direct. */
export const databaseUrl: Reader<string> = (text, place) => {
  const reading = addressOf(text, place);
  if (reading.value === null || isPooled(reading.value) !== false) return reading;
  const note = 'is the direct address; it works, but only the pooled one takes many connections at once';
  return taken(reading.value, [...reading.notes, note]);
};

/** The same database without the pooler in between, for migrations. */
export const directDatabaseUrl: Reader<string> = (text, place) => {
  const reading = addressOf(text, place);
  if (reading.value === null || !isPooled(reading.value)) return reading;
  const note = 'is the pooled address: the direct one, without -pooler, was taken';
  return taken(direct(reading.value), [...reading.notes, note]);
};
