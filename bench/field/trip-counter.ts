/** Messages of a client after which it waits: Query and Sync. */
const ASKS = new Set(['Q', 'S'].map((name) => name.charCodeAt(0)));
const LENGTH = 4;
/** Codes in place of a protocol version: requests that are answered before the real first message. */
const BEFORE_STARTUP = new Set([80_877_103, 80_877_104]);

/** Every message but the first has a letter before its length, which does not include the letter. */
function wholeMessage(bytes: Buffer, letter: 0 | 1): Buffer | null {
  if (bytes.length < letter + LENGTH) return null;
  const size = letter + bytes.readInt32BE(letter);
  return bytes.length < size ? null : bytes.subarray(0, size);
}

/**
 * Counts round trips in what a client of PostgreSQL sends, in chunks as they come:
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export function tripCounter(onTrip: () => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  const read = (message: Buffer) => {
    if (!started) started = !BEFORE_STARTUP.has(message.readInt32BE(LENGTH));
    else if (ASKS.has(message[0] ?? 0)) onTrip();
  };
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (let message = wholeMessage(rest, started ? 1 : 0); message; ) {
      read(message);
      rest = rest.subarray(message.length);
      message = wholeMessage(rest, started ? 1 : 0);
    }
  };
}
