/** Text that somebody else wrote, such as a hashtag: its direction must not reorder the sentence around it. */
export interface Quoted {
  readonly quoted: string;
}

/** A sentence for people; the parts of others stay apart, so that every form can guard them in its own way. */
export type Sentence = readonly (string | Quoted)[];

export const quoted = (text: string): Quoted => ({ quoted: text });

/** Template for a Sentence. Strings are our own words; text of others is passed as `quoted`. */
export function say(
  strings: TemplateStringsArray,
  ...parts: readonly (string | Quoted | Sentence)[]
): Sentence {
  return strings.flatMap((own, at) => {
    const part = parts[at];
    if (part === undefined) return [own];
    return typeof part === 'string' || 'quoted' in part ? [own, part] : [own, ...part];
  });
}

/** Joins as in "a, b and c". */
export function listed(parts: readonly (string | Quoted)[]): Sentence {
  return parts.flatMap((part, at) => {
    if (at === 0) return [part];
    return [at === parts.length - 1 ? ' and ' : ', ', part];
  });
}
