import { changesRemark } from '../remarks.ts';

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
    return changesRemark([
      [this.#insertions, 'insertion', 'insertions'],
      [this.#deletions, 'deletion', 'deletions'],
      [this.#moves, 'move', 'moves'],
      [this.#formats, 'change of format', 'changes of format'],
    ]);
  }
}
