import type { Block, BoxJson, LineJson } from './blocks.ts';

/** A block with the printed lines that stand in it. */
export interface DrawnBlock {
  block: Block;
  lines: LineJson[];
}

const area = ({ x0, y0, x1, y1 }: BoxJson): number => (x1 - x0) * (y1 - y0);

function holds(outer: BoxJson, { x0, y0, x1, y1 }: BoxJson): boolean {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return x >= outer.x0 - 1 && x <= outer.x1 + 1 && y >= outer.y0 - 1 && y <= outer.y1 + 1;
}

/** Each line with the smallest block around its middle; `others` stand in none: running heads, page numbers. */
export function drawnBlocks(
  blocks: readonly Block[],
  lines: readonly LineJson[],
): { drawn: DrawnBlock[]; others: LineJson[] } {
  const drawn = blocks.map((block): DrawnBlock => ({ block, lines: [] }));
  const bySize = drawn.toSorted((a, b) => area(a.block.box) - area(b.block.box));
  const others: LineJson[] = [];
  for (const line of lines) {
    const owner = bySize.find(({ block }) => holds(block.box, line.box));
    if (owner) owner.lines.push(line);
    else others.push(line);
  }
  return { drawn, others };
}
