const PIECE_BYTES = 32_768;
/** An XML declaration stands at the very beginning. */
const DECLARATION_BYTES = 256;

/** By the first bytes: a byte-order mark, or the `<?` of UTF-16 without one (XML 1.0, appendix F). */
function byFirstBytes(bytes: Buffer): string | null {
  const first = bytes.subarray(0, 4).toString('hex');
  if (first.startsWith('efbbbf')) return 'utf-8';
  if (first.startsWith('feff') || first === '003c003f') return 'utf-16be';
  return first.startsWith('fffe') || first === '3c003f00' ? 'utf-16le' : null;
}

function byHeader(headers: Headers): string | null {
  return /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(headers.get('content-type') ?? '')?.[1] ?? null;
}

function byDeclaration(bytes: Buffer): string | null {
  const start = bytes.toString('latin1', 0, DECLARATION_BYTES);
  return /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(start)?.[1] ?? null;
}

/** Of a name of the Encoding Standard; null for any other. */
function decoderFor(label: string | null) {
  if (label === null) return null;
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}

/**
 * The text of a body in pieces, by its byte-order mark, the charset of `Content-Type` or the XML declaration, in this
 * order (RFC 7303, section 3); UTF-8 where none of them names a known encoding. What is no character becomes U+FFFD.
 */
export function* decoded(bytes: Buffer, headers: Headers): Generator<string> {
  const labels = [byFirstBytes(bytes), byHeader(headers), byDeclaration(bytes)];
  const decoder = labels.map(decoderFor).find((each) => each !== null) ?? new TextDecoder('utf-8');
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    yield decoder.decode(bytes.subarray(at, at + PIECE_BYTES), { stream: true });
  }
  yield decoder.decode();
}
