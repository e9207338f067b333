import { type Reader, refused, taken } from './reading.ts';

const FORM = 'List origins, comma separated, as in https://app.example.com; * stands for all.';

function originOf(entry: string): string | null {
  if (entry === '*') return entry;
  if (!URL.canParse(entry)) return null;
  const { protocol, hostname, pathname, search, hash, username, origin } = new URL(entry);
  const more = pathname.length > 1 || search !== '' || hash !== '' || username !== '';
  return /^https?:$/.test(protocol) && !hostname.includes('*') && !more ? origin : null;
}

/** Origins whose pages may read the API's answers, as a browser sends them: without a slash at the end. */
export const corsOrigins: Reader<string[]> = (text) => {
  const entries = text.split(/[\s,;]+/).filter(Boolean);
  const origins: string[] = [];
  for (const entry of entries) {
    const origin = originOf(entry);
    if (origin === null) return refused('has an entry that is not an origin', FORM);
    origins.push(origin);
  }
  const bent = entries.some((entry, i) => entry !== origins[i]);
  return taken(origins, bent ? ['has entries that are not written as a browser sends them: mended'] : []);
};
