/** Ways to say the same in a file of Office (ECMA-376, part 3, 10.2.1): of those that follow one another the first counts. */
export class Branches {
  /** Of each open choice, whether a branch was taken. */
  readonly #taken: boolean[] = [];

  /** Whether an element that opens is a branch that does not count. */
  skips(name: string): boolean {
    if (name === 'mc:AlternateContent') this.#taken.push(false);
    if ((name !== 'mc:Choice' && name !== 'mc:Fallback') || this.#taken.length === 0) return false;
    if (this.#taken.at(-1)) return true;
    this.#taken[this.#taken.length - 1] = true;
    return false;
  }

  close(name: string): void {
    if (name === 'mc:AlternateContent') this.#taken.pop();
  }
}
