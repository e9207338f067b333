/** One step of a protocol. */
export interface Edge<S> {
  label: string;
  to: S;
  /** Something that should not happen. Everything else must happen sooner or later. */
  fault?: boolean;
  /** Who takes this step, where liveness is asked with and without them. */
  by?: string;
}

/** A protocol as a graph of states. States are plain data and never changed in place. */
export interface Protocol<S> {
  initial: S;
  next(state: S): Edge<S>[];
  /** Equal for states that differ in names only. */
  key(state: S): string;
  /** Where it is meant to arrive, from everywhere. */
  goal(state: S): boolean;
  /** What must never be true, in words; null if all is well. Nothing beyond is explored. */
  unsafe(state: S): string | null;
}

/** Why a protocol is wrong: the shortest way there among those with the fewest faults. */
export interface Finding {
  reason: string;
  faults: number;
  trace: string[];
}

export interface Doom<S> extends Finding {
  states: S[];
}

interface Node<S> {
  state: S;
  faults: number;
  parent: number;
  label: string;
}

/** All states that at most `maxFaults` faults can reach, and the edges between them. */
export class Graph<S> {
  readonly nodes: Node<S>[] = [];
  /** The first finding for each reason. */
  readonly unsafe = new Map<string, Finding>();
  readonly #ids = new Map<string, number>();
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #by: (string | undefined)[] = [];
  readonly #protocol: Protocol<S>;
  readonly #maxStates: number;

  /** @throws where there are more than `maxStates` states. */
  constructor(protocol: Protocol<S>, maxFaults: number, maxStates = 1_000_000) {
    this.#protocol = protocol;
    this.#maxStates = maxStates;
    let layer = [this.#node(protocol.initial, 0, -1, '')];
    for (let faults = 0; faults <= maxFaults; faults++) {
      const last = faults === maxFaults;
      const later = this.#explore(layer, faults, last);
      layer = later.flatMap(({ edge, from }) => {
        const known = this.#ids.size;
        const id = this.#node(edge.to, faults + 1, from, edge.label);
        return this.#ids.size > known ? [id] : [];
      });
    }
  }

  get edges(): number {
    return this.#from.length;
  }

  /** States from which the goal is out of reach when no more faults happen; null if there is none. */
  doomed(without: readonly string[] = []): Doom<S> | null {
    const saved = this.#reachingGoal(without);
    const lost = this.nodes.filter((_, id) => saved[id] === 0);
    const first = saved.indexOf(0);
    if (first < 0) return null;
    return { ...this.#finding(first, 'the goal is out of reach'), states: lost.map(({ state }) => state) };
  }

  /** Breadth first without faults. @returns the edges with faults, for the next layer. */
  #explore(layer: number[], faults: number, last: boolean): { edge: Edge<S>; from: number }[] {
    const later: { edge: Edge<S>; from: number }[] = [];
    const queue = [...layer];
    for (let at = 0; at < queue.length; at++) {
      const from = queue[at] ?? 0;
      const node = this.nodes[from];
      if (!node || this.#isFinal(from, node.state)) continue;
      for (const edge of this.#protocol.next(node.state)) {
        if (!edge.fault) this.#follow(edge, from, faults, queue);
        else if (!last) later.push({ edge, from });
      }
    }
    return later;
  }

  #follow(edge: Edge<S>, from: number, faults: number, queue: number[]): void {
    const known = this.#ids.size;
    const to = this.#node(edge.to, faults, from, edge.label);
    if (this.#ids.size > known) queue.push(to);
    this.#from.push(from);
    this.#to.push(to);
    this.#by.push(edge.by);
  }

  #isFinal(id: number, state: S): boolean {
    const reason = this.#protocol.unsafe(state);
    if (reason !== null) {
      if (!this.unsafe.has(reason)) this.unsafe.set(reason, this.#finding(id, reason));
      return true;
    }
    return false;
  }

  #node(state: S, faults: number, parent: number, label: string): number {
    const key = this.#protocol.key(state);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.nodes.length;
    if (id >= this.#maxStates) throw new Error(`more than ${this.#maxStates} states`);
    this.#ids.set(key, id);
    this.nodes.push({ state, faults, parent, label });
    return id;
  }

  #finding(id: number, reason: string): Finding {
    const trace: string[] = [];
    for (let node = this.nodes[id]; node && node.parent >= 0; node = this.nodes[node.parent]) {
      trace.unshift(node.label);
    }
    return { reason, faults: this.nodes[id]?.faults ?? 0, trace };
  }

  #reachingGoal(without: readonly string[]): Uint8Array {
    const backward = this.#backward(without);
    const saved = new Uint8Array(this.nodes.length);
    // What is beyond an unsafe state is unknown; it is reported as unsafe, not as doomed.
    const stack = this.nodes.flatMap(({ state }, id) =>
      this.#protocol.goal(state) || this.#protocol.unsafe(state) !== null ? [id] : [],
    );
    for (const id of stack) saved[id] = 1;
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      for (let at = backward.starts[id] ?? 0; at < (backward.starts[id + 1] ?? 0); at++) {
        const from = backward.sources[at] ?? 0;
        if (saved[from]) continue;
        saved[from] = 1;
        stack.push(from);
      }
    }
    return saved;
  }

  /** The edges by their target: the sources of edges to `id` are at `starts[id]` up to `starts[id + 1]`. */
  #backward(without: readonly string[]): { starts: Uint32Array; sources: Uint32Array } {
    const counts = new Uint32Array(this.nodes.length + 1);
    const taken = (at: number) => !without.includes(this.#by[at] ?? '');
    for (const [at, to] of this.#to.entries()) if (taken(at)) counts[to] = (counts[to] ?? 0) + 1;
    const starts = new Uint32Array(this.nodes.length + 1);
    for (let id = 0; id < this.nodes.length; id++) starts[id + 1] = (starts[id] ?? 0) + (counts[id] ?? 0);
    const next = starts.slice();
    const sources = new Uint32Array(this.#to.length);
    for (const [at, to] of this.#to.entries()) {
      if (!taken(at)) continue;
      const place = next[to] ?? 0;
      sources[place] = this.#from[at] ?? 0;
      next[to] = place + 1;
    }
    return { starts, sources };
  }
}
