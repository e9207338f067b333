/** SHA-256 of what comes in pieces (FIPS 180-4). WebCrypto takes a whole file at once, which may have 1 GB. */
export interface Hash {
  update(bytes: Uint8Array): void;
  /** @returns lower-case hex; once */
  digest(): string;
}

const BLOCK = 64;

/** The first 32 bits of the fractional part. */
const fraction = (value: number): number => ((value - Math.floor(value)) * 2 ** 32) | 0;

const PRIMES: number[] = [];
for (let n = 2; PRIMES.length < BLOCK; n++) if (PRIMES.every((prime) => n % prime !== 0)) PRIMES.push(n);
const ROUND = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
const at = (words: Int32Array, i: number): number => words[i] ?? 0;

/** Section 6.2.2: one block into the state. */
function mix(state: Int32Array, block: DataView, words: Int32Array): void {
  for (let i = 0; i < BLOCK; i++) {
    if (i < 16) {
      words[i] = block.getInt32(i * 4);
      continue;
    }
    const [early, late] = [at(words, i - 15), at(words, i - 2)];
    const first = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const second = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words[i] = at(words, i - 16) + first + at(words, i - 7) + second;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < BLOCK; i++) {
    const chosen = (e & f) ^ (~e & g);
    const most = (a & b) ^ (a & c) ^ (b & c);
    const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + at(ROUND, i) + at(words, i);
    const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = at(state, i) + word;
}

export function sha256(): Hash {
  const state = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
  const words = new Int32Array(BLOCK);
  const kept = new Uint8Array(BLOCK);
  const block = new DataView(kept.buffer);
  let length = 0;

  function update(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      const held = length % BLOCK;
      const piece = bytes.subarray(from, from + BLOCK - held);
      kept.set(piece, held);
      from += piece.length;
      length += piece.length;
      if (length % BLOCK === 0) mix(state, block, words);
    }
  }

  return {
    update,
    digest: () => {
      const bits = new DataView(new ArrayBuffer(8));
      bits.setBigUint64(0, BigInt(length) * 8n);
      const zeros = (2 * BLOCK - 9 - (length % BLOCK)) % BLOCK;
      update(Uint8Array.of(0x80, ...new Uint8Array(zeros)));
      update(new Uint8Array(bits.buffer));
      return [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
    },
  };
}
