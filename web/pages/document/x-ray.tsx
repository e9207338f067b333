import type { PageJson } from '../../../lib/documents/http/page-json.ts';
import { type Spot, toSpot } from './address.ts';
import { type Block, type BoxJson, type LineJson, overlaps, type TableJson } from './blocks.ts';
import { type DrawnBlock, drawnBlocks } from './drawn.ts';
import { setLine, wider } from './fit.ts';
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
  const { drawn, others } = drawnBlocks(blocks, page.lines ?? []);
  return (
    <svg
      class={picture === null ? 'xray' : 'xray pictured'}
      viewBox={`0 0 ${width} ${height}`}
      aria-label={`Page ${page.page}, as it was read`}
    >
      <rect class="sheet" width={width} height={height} />
      {picture !== null && <image href={picture} width={width} height={height} preserveAspectRatio="none" />}
      {spot.mark !== null && <Marks lines={page.lines ?? []} mark={spot.mark} />}
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
        <rect key={`${at} ${link.url}`} class="link" {...sized(link.box)}>
          <title>{link.url}</title>
        </rect>
      ))}
      {spot.box && <rect class="chosen-box" {...sized(wider(spot.box, 1.5))} />}
    </svg>
  );
}

/** Named by its id, or, of an address with a box alone, what the box touches. */
export function isChosen({ id, box }: Block, spot: Spot): boolean {
  if (spot.at !== null) return spot.at === id;
  return spot.box !== null && overlaps(box, spot.box);
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
      {block.table && <Cells table={block.table} />}
      {lines.map((line, at) => (
        <Line key={`${at} ${line.box.y0}`} line={line} />
      ))}
    </a>
  );
}

function Cells({ table }: { table: TableJson }) {
  return (
    <>
      {table.rows.map((row, at) =>
        row.map((cell, column) => (
          <Cell
            key={`${at}.${column}`}
            id={cellId(table.id, at, column)}
            box={cell.box}
            isHead={at < table.header_rows}
          />
        )),
      )}
    </>
  );
}

function Cell({ id, box, isHead }: { id: string; box: BoxJson; isHead: boolean }) {
  const lit = useLit(id);
  return (
    <rect class={`cell${isHead ? ' head' : ''}${lit ? ' lit' : ''}`} {...sized(box)} {...lighting(id)} />
  );
}

function Line({ line, quiet = false }: { line: LineJson; quiet?: boolean }) {
  const { x, y, size, length, rightToLeft, transform, upright } = setLine(line);
  return (
    <text
      class={quiet ? 'quiet' : undefined}
      x={x}
      y={y}
      font-size={size}
      font-weight={line.bold ? 600 : undefined}
      textLength={upright ? undefined : Math.max(1, length)}
      lengthAdjust="spacingAndGlyphs"
      direction={rightToLeft ? 'rtl' : undefined}
      writing-mode={upright ? 'vertical-rl' : undefined}
      transform={transform ?? undefined}
    >
      {line.text}
    </text>
  );
}

/** Where words stand in a line is told from how many letters are before them. */
function Marks({ lines, mark }: { lines: readonly LineJson[]; mark: string }) {
  const found = lines.flatMap(({ text, box, angle }) =>
    hitsIn(text, mark).map(({ from, to }) => {
      if (angle !== 0) return box;
      const wide = (box.x1 - box.x0) / Math.max(1, text.length);
      return { ...box, x0: box.x0 + from * wide, x1: box.x0 + to * wide };
    }),
  );
  return (
    <>
      {found.map((box, at) => (
        <rect key={at} class="found" {...sized(wider(box, 1))} />
      ))}
    </>
  );
}
