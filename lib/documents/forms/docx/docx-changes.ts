/** Changes that were tracked, by what they do. */
export class TrackedChanges {
  #insertions = 0;
  #deletions = 0;
  #moves = 0;
  #formats = 0;

  /** @param name of the element that tracks one */
  count(name: string): void {
    if (name === 'w:ins') this.#insertions += 1;
    else if (name === 'w:del') this.#deletions += 1;
    else if (name === 'w:moveTo') this.#moves += 1;
    else if (name.endsWith('Change')) this.#formats += 1;
  }

  remarks(): string[] {
    const parts = [
      [this.#insertions, 'insertion'],
      [this.#deletions, 'deletion'],
      [this.#moves, 'move'],
      [this.#formats, 'change of format'],
    ] as const;
    const all = parts.reduce((sum, [count]) => sum + count, 0);
    if (all === 0) return [];
    const said = parts.flatMap(([count, what]) => (count > 0 ? [counted(count, what)] : []));
    const verb = all === 1 ? 'change is' : 'changes are';
    return [`${all} tracked ${verb} accepted: ${new Intl.ListFormat('en').format(said)}.`];
  }
}

/** `2 insertions`, `1 change of format`, `2 changes of format` */
function counted(count: number, what: string): string {
  if (count === 1) return `1 ${what}`;
  return `${count} ${what.startsWith('change ') ? what.replace('change', 'changes') : `${what}s`}`;
}
