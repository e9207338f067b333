/** An entry of BibTeX. */
export interface Entry {
  type: string;
  key: string;
  fields: Record<string, string>;
}

/** What stands from an opening brace to the one that closes it, and where that is; `\\{` is no brace. */
function braced(text: string, at: number): { value: string; end: number } {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === '{') depth += 1;
    else if (text[i] === '}' && --depth === 0) return { value: text.slice(at + 1, i), end: i + 1 };
  }
  throw new Error(`A brace at ${at} is not closed.`);
}

/** Reads entries as BibTeX does: what is outside of them is a comment. @throws Error */
export function bibtexEntries(text: string): Entry[] {
  return [...text.matchAll(/^@(\w+)(?=\{)/gm)].map((start) => {
    const { value } = braced(text, start.index + start[0].length);
    const [key = ''] = value.split(',', 1);
    const fields: Record<string, string> = {};
    let at = key.length + 1;
    for (;;) {
      const name = /^\s*(\w+)\s*=\s*/.exec(value.slice(at));
      if (!name) break;
      at += name[0].length;
      const macro = /^\w+/.exec(value.slice(at))?.[0];
      const field = macro === undefined ? braced(value, at) : { value: macro, end: at + macro.length };
      fields[name[1] ?? ''] = field.value;
      at = field.end + (/^\s*,/.exec(value.slice(field.end))?.[0].length ?? 0);
    }
    if (value.slice(at).trim() !== '') throw new Error(`What is "${value.slice(at)}" in ${key}?`);
    return { type: start[1] ?? '', key, fields };
  });
}
