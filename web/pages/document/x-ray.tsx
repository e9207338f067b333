import type { PageJson } from '../../../lib/documents/http/page-json.ts';
import { type Spot, toSpot } from './address.ts';
import {
  type Block,
  type BoxJson,
  type CellJson,
  type LineJson,
  NOWHERE,
  overlaps,
  placedLines,
  type TableJson,
  textOf,
} from './blocks.ts';
import { type DrawnBlock, drawnBlocks } from './drawn.ts';
import { cellLines, type LooseLine, setLine, stretch, wider } from './fit.ts';
import { cellId, lighting, useLit } from './lit.tsx';
import { hitsIn } from './search.ts';

interface XRayProps {
  page: PageJson;
  blocks: readonly Block[];
  spot: Spot;
  query: Readonly<Record<string, string>>;
  /** Address of a picture of the page; null: none is shown. */
  picture: string | null;
}

const sized = ({ x0, y0, x1, y1 }: BoxJson) => ({
  x: x0,
  y: y0,
  width: Math.max(0.5, x1 - x0),
  height: Math.max(0.5, y1 - y0),
});

/** A page as the service read it: its lines as text, each in its box, and frames of paragraphs, tables and links. */
export function XRay({ page, blocks, spot, query, picture }: XRayProps) {
  const { width, height } = page;
  const { drawn, others } = drawnBlocks(blocks, placedLines(page));
  return (
    <svg
      class={picture === null ? 'xray' : 'xray pictured'}
      viewBox={`0 0 ${width} ${height}`}
      aria-label={`Page ${page.page}, as it was read`}
    >
      <rect class="sheet" width={width} height={height} />
      {picture !== null && <image href={picture} width={width} height={height} preserveAspectRatio="none" />}
      {spot.mark !== null && <Marks lines={[...others, ...drawn.flatMap(linesOf)]} mark={spot.mark} />}
      {others.map((line, at) => (
        <Line key={`${at} ${line.box.y0}`} line={line} quiet />
      ))}
      {drawn.map((each, at) => (
        <Frame
          key={`${each.block.id} ${at}`}
          drawn={each}
          chosen={isChosen(each.block, spot)}
          href={toSpot(query, { page: page.page, at: each.block.id })}
        />
      ))}
      {page.links.map((link, at) => (
        <rect key={`${at} ${link.url}`} class="link" {...sized(link.box ?? NOWHERE)}>
          <title>{link.url}</title>
        </rect>
      ))}
      {spot.box && <rect class="chosen-box" {...sized(wider(spot.box, 1.5))} />}
    </svg>
  );
}

/** Named by its id; else what a box touches, or what has the words that are looked for. */
export function isChosen(block: Block, { at, box, mark }: Spot): boolean {
  if (at !== null) return at === block.id;
  if (box !== null) return overlaps(block.box, box);
  return mark !== null && hitsIn(textOf(block), mark, 1).length > 0;
}

interface FrameProps {
  drawn: DrawnBlock;
  chosen: boolean;
  href: string;
}

/** A paragraph or table: a link to itself around its lines. */
function Frame({ drawn: { block, lines }, chosen, href }: FrameProps) {
  const lit = useLit(block.id);
  const kind = block.table ? 'table' : (block.paragraph?.kind ?? 'text');
  const classes = ['block', kind, lit && 'lit', chosen && 'chosen'].filter(Boolean).join(' ');
  return (
    <a class={classes} href={href} data-block={block.id} {...lighting(block.id)}>
      <rect class="frame" {...sized(wider(block.box, 1.5))} />
      {block.table ? (
        <Cells table={block.table} size={usualSize(lines)} />
      ) : (
        lines.map((line, at) => <Line key={`${at} ${line.box.y0}`} line={line} />)
      )}
    </a>
  );
}

const placed = (cell: TableJson['rows'][number][number]): CellJson => ({ ...cell, box: cell.box ?? NOWHERE });

/** The lines of a block as they are drawn. */
function linesOf({ block: { table }, lines }: DrawnBlock): LineJson[] {
  if (!table) return lines;
  const size = usualSize(lines);
  return table.rows.flatMap((row) => row.flatMap((cell) => cellLines(placed(cell), size)));
}

/** Points: of the line in the middle. */
function usualSize(lines: readonly LineJson[]): number {
  const sizes = lines.map(({ size }) => size).toSorted((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 10;
}

/** A printed line of a table may run through many cells, so each cell is set by itself. */
function Cells({ table, size }: { table: TableJson; size: number }) {
  return (
    <>
      {table.rows.map((row, at) =>
        row.map((cell, column) => (
          <Cell
            key={`${at}.${column}`}
            id={cellId(table.id, at, column)}
            cell={placed(cell)}
            isHead={at < table.header_rows}
            size={size}
          />
        )),
      )}
    </>
  );
}

interface CellProps {
  id: string;
  cell: CellJson;
  isHead: boolean;
  size: number;
}

function Cell({ id, cell, isHead, size }: CellProps) {
  const lit = useLit(id);
  return (
    <g class={`cell${isHead ? ' head' : ''}${lit ? ' lit' : ''}`} {...lighting(id)}>
      <rect {...sized(cell.box)} />
      {cellLines(cell, size).map((line, at) => (
        <Line key={`${at} ${line.text}`} line={{ ...line, bold: isHead }} />
      ))}
    </g>
  );
}

function Line({ line, quiet = false }: { line: LooseLine; quiet?: boolean }) {
  const { x, y, size, length, rightToLeft, transform, upright } = setLine(line);
  return (
    <text
      class={quiet ? 'quiet' : undefined}
      x={x}
      y={y}
      font-size={size}
      font-weight={line.bold ? 600 : undefined}
      textLength={length ?? undefined}
      lengthAdjust="spacingAndGlyphs"
      direction={rightToLeft ? 'rtl' : undefined}
      writing-mode={upright ? 'vertical-rl' : undefined}
      transform={transform ?? undefined}
    >
      {line.text}
    </text>
  );
}

/** What was looked for, in lines as printed and in cells. */
function Marks({ lines, mark }: { lines: readonly LineJson[]; mark: string }) {
  const found = lines.flatMap((line) =>
    hitsIn(line.text, mark).map((hit) => (line.angle === 0 ? stretch(line, hit) : line.box)),
  );
  return (
    <>
      {found.map((box, at) => (
        <rect key={at} class="found" {...sized(wider(box, 1))} />
      ))}
    </>
  );
}
