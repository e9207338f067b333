const UTF_16 = new TextDecoder('utf-16le');
const UTF_8 = new TextDecoder();

/** Reads and writes PDFium's memory. Views of it become empty whenever the memory grows. */
export class Heap {
  /** 64 bytes for output parameters. */
  readonly out: number;
  readonly #memory: WebAssembly.Memory;
  readonly #malloc: (bytes: number) => number;
  readonly #free: (at: number) => void;
  #floats: Float32Array;
  #bytes: Uint8Array;
  #view: DataView;

  constructor(memory: WebAssembly.Memory, malloc: (bytes: number) => number, free: (at: number) => void) {
    this.#memory = memory;
    this.#malloc = malloc;
    this.#free = free;
    this.out = malloc(64);
    this.#floats = new Float32Array(memory.buffer);
    this.#bytes = new Uint8Array(memory.buffer);
    this.#view = new DataView(memory.buffer);
  }

  /** Bytes. */
  get size(): number {
    return this.#memory.buffer.byteLength;
  }

  /** The number at `out`, each `index` counting numbers of that width. */
  float(index = 0): number {
    if (this.#floats.length === 0) this.#renew();
    return this.#floats[(this.out >> 2) + index] ?? 0;
  }

  int(index = 0): number {
    return this.#current().getInt32(this.out + index * 4, true);
  }

  double(index = 0): number {
    return this.#current().getFloat64(this.out + index * 8, true);
  }

  setInt(value: number, index = 0): void {
    this.#current().setInt32(this.out + index * 4, value, true);
  }

  #current(): DataView {
    if (this.#floats.length === 0) this.#renew();
    return this.#view;
  }

  #renew(): void {
    this.#floats = new Float32Array(this.#memory.buffer);
    this.#view = new DataView(this.#memory.buffer);
  }

  /** @throws RangeError when the memory is used up. */
  put(bytes: Uint8Array): number {
    const at = this.#malloc(bytes.length);
    if (at === 0) throw new RangeError(`PDFium has no room for a file of ${bytes.length} bytes.`);
    this.write(bytes, at);
    return at;
  }

  write(bytes: Uint8Array, at: number): void {
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(this.#memory.buffer);
    this.#bytes.set(bytes, at >>> 0);
  }

  copy(at: number, bytes: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, at, bytes).slice();
  }

  /** Calls `fill` for the length and again for the bytes, as PDFium's string functions are used; empty above `most`. */
  bytes(fill: (at: number, bytes: number) => number, most = 1 << 20): Uint8Array {
    const length = fill(0, 0);
    if (length <= 0 || length > most) return new Uint8Array();
    const at = this.#malloc(length);
    if (at === 0) return new Uint8Array();
    try {
      fill(at, length);
      return this.copy(at, length);
    } finally {
      this.#free(at);
    }
  }

  utf16(fill: (at: number, bytes: number) => number): string {
    return withoutEnd(UTF_16.decode(this.bytes(fill)));
  }

  utf8(fill: (at: number, bytes: number) => number): string {
    return withoutEnd(UTF_8.decode(this.bytes(fill)));
  }
}

function withoutEnd(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
