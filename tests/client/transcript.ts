/** A command of a page and what it shows. */
export interface Shown {
  command: string;
  output: string;
}

/** `$ unstuck …` and the lines below it, as one block of a page has them. */
export function commandsIn(block: string): Shown[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...lines] = part.split('\n');
      return { command, output: lines.join('\n').trim() };
    });
}

/** Ids of a page, such as `job_a`, and what they are in this run. */
export class Names {
  readonly #real = new Map<string, string>();

  /** A command of the page with the ids of this run. */
  real(text: string): string {
    return text.replaceAll(/\b(job|doc|key)_[a-z]\b/g, (name) => this.#real.get(name) ?? name);
  }

  /** Learns ids in the order in which the page and the run name them. */
  learn(page: string, run: string): void {
    const named = [...page.matchAll(/\b(?:job|doc|key)_[a-z]\b/g)].map(([name]) => name);
    const found = [...run.matchAll(/\b(?:job|doc|key)_[0-9a-z]{10,}/g)].map(([name]) => name);
    for (const [i, name] of named.entries()) {
      const own = found[i];
      if (own !== undefined && !this.#real.has(name)) this.#real.set(name, own);
    }
  }

  /** What both say, without what differs from run to run: ids, times, costs, the shape of lanes, widths of columns. */
  comparable(text: string): string {
    let known = text;
    for (const [name, id] of this.#real) known = known.replaceAll(id, name);
    return known
      .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, '<minute>')
      .replaceAll(/\d+(\.\d+)? (s|ms|min)\b/g, '<time>')
      .replaceAll(/\$\d\.\d+/g, '<cost>')
      .replaceAll(/\d+ messages/g, '<messages>')
      .replaceAll(/^( *\d+ % {2}(queued|processing).*\n)+/gm, '')
      .replaceAll(/\breq_\w+/g, '<request>')
      .replaceAll(/127\.0\.0\.1:\d+/g, '<host>')
      .replaceAll(/^(lane \d+|watchdog) .*$\n?/gm, '')
      .replaceAll(/[ \t]+/g, ' ')
      .replaceAll(/ $/gm, '')
      .trim();
  }
}
