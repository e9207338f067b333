import type { TextBlock } from './block.ts';

/** Joins code that a file gives as a paragraph a line, with its empty lines. */
export class CodeJoiner {
  /** What the next line goes on. */
  #last: TextBlock | null = null;
  #emptyLines = 0;

  /** What was written last: null if it is no code, or code of its own. */
  follow(block: TextBlock | null): void {
    this.#last = block;
    this.#emptyLines = 0;
  }

  /** @returns whether the line is taken: joined to the code before it, or empty */
  take(line: TextBlock, isEmpty: boolean): boolean {
    if (isEmpty) {
      this.#emptyLines += 1;
      return true;
    }
    const last = this.#last;
    if (!last) return false;
    last.text += '\n'.repeat(this.#emptyLines + 1);
    this.#emptyLines = 0;
    for (const mark of line.marks) last.marks.push({ ...mark, at: mark.at + last.text.length });
    last.links.push(...line.links);
    last.text += line.text;
    return true;
  }
}
