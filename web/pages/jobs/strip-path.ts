import type { Block, Strip } from '../job/lanes.ts';

/** Of the picture, in its own units; each lane is 1 high. */
export const WIDTH = 100;

/** One kind of stretch as an SVG path: waiting is a thin line, work fills its lane, a death is a notch at its end. */
export function pathOf({ from, to, lanes }: Strip, kind: Block['kind']): string {
  const at = (ms: number) => (WIDTH * (ms - from)) / (to - from);
  const box = (x: number, width: number, y: number, height: number) =>
    `M${x.toFixed(2)} ${y}h${width.toFixed(2)}v${height}h${(-width).toFixed(2)}z`;
  return lanes
    .flatMap(({ blocks }, lane) =>
      blocks.flatMap((block) => {
        const [x, end] = [at(block.from), at(block.to)];
        if (kind === 'work' && block.kind !== 'wait')
          return [box(x, Math.max(0.8, end - x), lane + 0.1, 0.8)];
        if (kind === 'wait' && block.kind === 'wait') return [box(x, end - x, lane + 0.4, 0.2)];
        return kind === 'died' && block.kind === 'died' ? [box(end - 0.6, 1.2, lane, 1)] : [];
      }),
    )
    .join('');
}
