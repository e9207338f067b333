/** Text that stands in a post and is not its author's prose there. */
export type Aside = 'quoted' | 'code' | 'signature';

export interface OwnWords {
  /** What is left, without the line breaks of what was taken out. */
  own: string;
  /** Characters (UTF-16 units) of each kind, line marks included; 0 if there is none. */
  aside: Record<Aside, number>;
  /** The quoted text and the code, for what they name. */
  others: string;
}

/** CommonMark 0.31 section 4.5: three or more of one mark; a fence of backticks has none in its info string. */
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
/** `>` and a space, another `>` or text; neither an emoticon (`>_<`) nor "more than" a number (`>50`). */
const QUOTE = /^[ \t]{0,3}[>＞](?:[ \t>]|$|[\p{L}"'“„«‘*[])/u;
/** What mail programs write above a quote. */
const ATTRIBUTION =
  /^[^\n]{2,200}\b(?:wrote|writes|said|schrieb|a écrit|escribió|ha scritto|escreveu|schreef)\s*:$/iu;
const FORWARDED = /^-{2,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht)\s*-{2,}$/iu;
/** A repost by hand, as people wrote it before X had a button: all of it is somebody else's. */
const REPOST_BY_HAND = /^RT @\w{1,20}\b/;
/** RFC 3676, section 4.3; the space at its end is often lost. */
const SIGNATURE = /^-- ?$/;
const MOST_SIGNATURE_LINES = 8;
const SENT_FROM =
  /^(?:Sent from (?:my|Mail|Yahoo|Outlook|Proton)\b|Get Outlook for\b|Von meinem \S+ gesendet|Gesendet von meinem\b|Envoyé de mon\b|Enviado desde mi\b|Inviato da(?:l mio)? |Verzonden vanaf mijn\b)[^\n]{0,80}$/iu;
/** Code within a line; a pair of backticks, since one alone is an accent or a mistake. */
const SPAN = /(?<!`)(`{1,2})(?!`)([^`\n]{1,500})\1(?!`)/gu;

/**
 * Tells an author's own words in a text from quotes (`> `, mail, `RT @name`), code (fences, spans) and a signature.
 * Networks that send HTML have their `blockquote` and `pre` in these marks. Linear in the length of the text.
 */
export function ownWords(text: string): OwnWords {
  const parts: Record<Aside, string[]> = { quoted: [], code: [], signature: [] };
  if (REPOST_BY_HAND.test(text)) {
    parts.quoted.push(text);
    return joined('', parts);
  }
  const lines = text.split('\n');
  const end = signatureStart(lines);
  parts.signature.push(...lines.slice(end));
  const own = ownLines(lines.slice(0, end), parts).join('\n');
  const prose = own.replaceAll(SPAN, (span) => {
    parts.code.push(span);
    return ' ';
  });
  return joined(prose, parts);
}

function joined(own: string, { quoted, code, signature }: Record<Aside, string[]>): OwnWords {
  const size = (pieces: readonly string[]) => pieces.reduce((sum, piece) => sum + piece.length, 0);
  return {
    own: own.replaceAll(/\n{3,}/gu, '\n\n').trim(),
    aside: { quoted: size(quoted), code: size(code), signature: size(signature) },
    others: [...quoted, ...code].join('\n'),
  };
}

function ownLines(lines: readonly string[], { quoted, code }: Record<Aside, string[]>): string[] {
  const own: string[] = [];
  let fence: string | null = null;
  let isForwarded = false;
  for (const [at, line] of lines.entries()) {
    const mark = FENCE.exec(line)?.[1];
    isForwarded ||= FORWARDED.test(line);
    if (fence !== null) {
      code.push(line);
      if (mark !== undefined && closes(line, mark, fence)) fence = null;
    } else if (isForwarded || isQuote(lines, at)) quoted.push(line);
    else if (mark !== undefined) {
      code.push(line);
      fence = mark;
    } else own.push(line);
  }
  return own;
}

const closes = (line: string, mark: string, fence: string): boolean =>
  mark[0] === fence[0] && mark.length >= fence.length && line.trim() === mark;

function isQuote(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (QUOTE.test(line)) return true;
  const after = lines[at + 1] === '' ? lines[at + 2] : lines[at + 1];
  return after !== undefined && QUOTE.test(after) && ATTRIBUTION.test(line);
}

/** Where the signature begins; the number of lines if there is none, or nothing before it. */
function signatureStart(lines: readonly string[]): number {
  const from = Math.max(1, lines.length - MOST_SIGNATURE_LINES - 1);
  for (let at = from; at < lines.length; at += 1) {
    if (SIGNATURE.test(lines[at] ?? '') || SENT_FROM.test(lines[at] ?? '')) return at;
  }
  return lines.length;
}
