import { queueUrl } from './addresses.ts';
import type { Gathered, Source } from './gathered.ts';
import type { Name } from './names.ts';
import { type Reader, refused, taken } from './reading.ts';
import { queueToken, signingKey } from './secrets.ts';

export interface QueueSettings {
  url: string;
  /** Empty only if that is a problem; so are the keys. */
  token: string;
  currentSigningKey: string;
  nextSigningKey: string;
}

const REGIONS = ['EU_CENTRAL_1', 'US_EAST_1'] as const;
type Region = (typeof REGIONS)[number];

/** What QStash means by no region: the first one that it had. */
const DEFAULT_URL = 'https://qstash.upstash.io';

const urlOf = (region: Region): string =>
  `https://qstash-${region.toLowerCase().replaceAll('_', '-')}.upstash.io`;

/** `us-east-1`, as Upstash’s own client reads it. */
const regionReader: Reader<Region> = (text) => {
  const plain = text.toUpperCase().replaceAll('-', '_');
  const region = REGIONS.find((each) => each === plain);
  if (region === undefined)
    return refused('is no region of QStash', `Set it to one of ${REGIONS.join(', ')}.`);
  return taken(region);
};

/** Variables of one region only, if the operator has those; a token of one region opens no other. */
function sourcesIn({ variables, note }: Gathered, region: Region | undefined): (name: Name) => Source {
  const prefix = region && variables[`${region}_QSTASH_TOKEN`]?.trim() ? `${region}_` : '';
  if (prefix !== '')
    note('QSTASH_REGION', `is ${region}: the variables that begin with ${prefix} were taken`);
  return (name) => ({ name: prefix + name, text: variables[prefix + name] });
}

function required(gathered: Gathered, name: Name, reader: Reader<string>, of: Source): string {
  const value = gathered.read(name, reader, of);
  if (value === undefined) {
    gathered.lacking(
      of.name,
      `Copy ${name} from the QStash page of console.upstash.com, in the region of QSTASH_URL, into Settings → ` +
        'Environment Variables in Vercel; then redeploy.',
    );
  }
  return value ?? '';
}

function compareRegion({ problem }: Gathered, url: string, region: Region | undefined, name: string): void {
  if (region === undefined || !/^https:\/\/qstash.*\.upstash\.io$/.test(url)) return;
  const same = url === urlOf(region) || (region === 'EU_CENTRAL_1' && url === DEFAULT_URL);
  if (same) return;
  problem({
    name,
    reason: `is of another region than QSTASH_REGION, ${region}`,
    remedy: 'Delete QSTASH_REGION, or copy the address, the token and both keys of that region.',
    severity: 'degraded',
  });
}

function compareKeys(
  { problem }: Gathered,
  { currentSigningKey, nextSigningKey }: QueueSettings,
  name: string,
) {
  if (currentSigningKey === '' || currentSigningKey !== nextSigningKey) return;
  problem({
    name,
    reason:
      'is the same as QSTASH_CURRENT_SIGNING_KEY: when QStash rotates its keys, its messages will be refused',
    remedy: 'Copy QSTASH_NEXT_SIGNING_KEY from the QStash page of console.upstash.com and redeploy.',
    severity: 'degraded',
  });
}

/** The queue and its secrets, all of one region. */
export function readQueue(gathered: Gathered): QueueSettings {
  const region = gathered.read('QSTASH_REGION', regionReader);
  const of = sourcesIn(gathered, region);
  const given = gathered.read('QSTASH_URL', queueUrl, of('QSTASH_URL'));
  const settings = {
    url: given ?? (region ? urlOf(region) : DEFAULT_URL),
    token: required(gathered, 'QSTASH_TOKEN', queueToken, of('QSTASH_TOKEN')),
    currentSigningKey: required(
      gathered,
      'QSTASH_CURRENT_SIGNING_KEY',
      signingKey,
      of('QSTASH_CURRENT_SIGNING_KEY'),
    ),
    nextSigningKey: required(gathered, 'QSTASH_NEXT_SIGNING_KEY', signingKey, of('QSTASH_NEXT_SIGNING_KEY')),
  };
  if (given === undefined && !gathered.has(of('QSTASH_URL').name)) {
    gathered.note(
      'QSTASH_URL',
      `is not set: ${settings.url} is asked, and the token has to be of that region`,
    );
  }
  compareRegion(gathered, settings.url, region, of('QSTASH_URL').name);
  compareKeys(gathered, settings, of('QSTASH_NEXT_SIGNING_KEY').name);
  return settings;
}
