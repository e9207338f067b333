/** Of no width, or of direction alone: a browser copies them along, and nobody sees them. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

const QUOTED = /^(?:"(.*)"|'(.*)'|`(.*)`|“(.*)”|‘(.*)’)[,;]?$/s;

function unquoted(text: string): string {
  return (
    QUOTED.exec(text)
      ?.slice(1)
      .find((inner) => inner !== undefined) ?? text
  );
}

function withoutName(text: string, names: readonly string[]): string {
  const assignment = new RegExp(`^(?:export\\s+|set\\s+|\\$env:)?(?:${names.join('|')})\\s*[=:]\\s*`, 'i');
  return text.replace(assignment, '');
}

interface Slip {
  what: string;
  without(text: string, names: readonly string[]): string;
}

const SLIPS: readonly Slip[] = [
  { what: 'had invisible characters in it', without: (text) => text.replace(INVISIBLE, '') },
  { what: 'had white space around it', without: (text) => text.trim() },
  { what: 'ended in a written-out line break', without: (text) => text.replace(/(?:\\r|\\n)+$/, '') },
  { what: 'was in quotation marks', without: unquoted },
  { what: 'was pasted with its name', without: withoutName },
];

/** Only what is plainly not part of a value is taken away, again and again: `A="b\n"` has four slips. */
export function tidy(raw: string, names: readonly string[]): { text: string; slips: string[] } {
  const slips = new Set<string>();
  const round = (given: string) =>
    SLIPS.reduce((text, { what, without }) => {
      const less = without(text, names);
      if (less !== text) slips.add(what);
      return less;
    }, given);
  let [before, text] = [raw, round(raw)];
  while (text !== before) [before, text] = [text, round(text)];
  return { text, slips: [...slips] };
}
