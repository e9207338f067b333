import { useEffect, useRef } from 'preact/hooks';
import type { PageJson } from '../../../lib/documents/http/page-json.ts';
import { Download } from '../../parts/download.tsx';
import { counted } from '../../words/count.ts';
import { type Spot, toSpot } from './address.ts';
import { type Block, headingRanks, type ParagraphJson, type TableJson } from './blocks.ts';
import { cellId, lighting, useLit } from './lit.tsx';
import { hitsIn, parted } from './search.ts';
import { isChosen } from './x-ray.tsx';

interface TextPaneProps {
  jobId: string;
  page: PageJson;
  blocks: readonly Block[];
  spot: Spot;
  query: Readonly<Record<string, string>>;
}

/** What a page says, part by part, each lit together with its box. */
export function TextPane({ jobId, page, blocks, spot, query }: TextPaneProps) {
  const pane = useRef<HTMLDivElement>(null);
  const place = JSON.stringify(spot);
  useEffect(() => {
    pane.current?.querySelector('.chosen, mark')?.scrollIntoView({ block: 'nearest' });
  }, [place, blocks]);
  const ranks = headingRanks(blocks);
  return (
    <div class="reading" ref={pane}>
      {page.paragraphs === null && <AsRead page={page} />}
      {blocks.map((block, at) => (
        <Part
          key={`${block.id} ${at}`}
          jobId={jobId}
          block={block}
          page={page.page}
          mark={spot.mark}
          chosen={isChosen(block, spot)}
          query={query}
          rank={ranks.get(block.id) ?? 1}
        />
      ))}
      {page.links.length > 0 && <Links links={page.links} />}
    </div>
  );
}

/** A page before the document is put together, or one without text that can be read. */
function AsRead({ page }: { page: PageJson }) {
  if (page.text.trim() === '') return null;
  const why =
    page.kind === 'unreadable'
      ? 'What the file says here is not what the page shows:'
      : 'Paragraphs are put together once all pages are read. Until then, the text as it was read:';
  return (
    <>
      <p class="minor">{why}</p>
      <pre class="as-read" dir="auto">
        {page.text}
      </pre>
    </>
  );
}

interface PartProps {
  jobId: string;
  block: Block;
  page: number;
  mark: string | null;
  chosen: boolean;
  query: Readonly<Record<string, string>>;
  /** Of a heading. */
  rank: number;
}

function Part({ jobId, block, page, mark, chosen, query, rank }: PartProps) {
  const lit = useLit(block.id);
  const classes = ['part', lit && 'lit', chosen && 'chosen'].filter(Boolean).join(' ');
  const { paragraph, table } = block;
  return (
    <div class={classes} {...lighting(block.id)}>
      <a class="to-box" href={toSpot(query, { page, at: block.id })}>
        <span aria-hidden="true">¶</span>
        <span class="unseen">Show on the page</span>
      </a>
      {block.continued && <p class="minor">Goes on from the page before:</p>}
      {paragraph && <Paragraph paragraph={paragraph} mark={mark} rank={rank} />}
      {paragraph?.notes?.map((note) => (
        <p key={note.at} class="footnote">
          <a href={toSpot(query, { page: note.page, box: note.box ?? null })}>Note {note.mark}</a> {note.text}
        </p>
      ))}
      {table && <Table jobId={jobId} page={page} table={table} mark={mark} />}
    </div>
  );
}

/** Text with what was searched for marked. */
function Marked({ text, mark }: { text: string; mark: string | null }) {
  if (mark === null) return <>{text}</>;
  const parts = parted(text, hitsIn(text, mark));
  return <>{parts.map((part, at) => (part.marked ? <mark key={at}>{part.text}</mark> : part.text))}</>;
}

/** Below the headings of the page around them. */
const HEADINGS = ['h3', 'h4', 'h5', 'h6'] as const;

function Paragraph({
  paragraph,
  mark,
  rank,
}: { paragraph: ParagraphJson } & Pick<PartProps, 'mark' | 'rank'>) {
  const { kind, level, text } = paragraph;
  const words = <Marked text={text} mark={mark} />;
  if (kind === 'code') return <pre dir="auto">{words}</pre>;
  if (kind === 'heading') {
    const Level = HEADINGS[rank - 1] ?? 'h6';
    return (
      <Level class={`level${Math.min(4, level)}`} dir="auto">
        {words}
      </Level>
    );
  }
  return (
    <p class={kind} dir="auto">
      {words}
    </p>
  );
}

interface TableProps {
  jobId: string;
  page: number;
  table: TableJson;
  mark: string | null;
}

function Table({ jobId, page, table, mark }: TableProps) {
  const name = `${page}.${table.table}`;
  const path = `/api/v1/jobs/${jobId}/result?format=csv&part=table&table=${name}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keyboard.
    <section class="wide" tabIndex={0} aria-label={`Table ${table.table} of page ${page}`}>
      <table class="read">
        <caption>
          Table {table.table}, {counted(table.rows.length, 'row')}.{' '}
          <Download path={path} name={`table-${name}.csv`}>
            CSV
          </Download>
        </caption>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <Cell
                  key={column}
                  id={cellId(table.id, at, column)}
                  cell={cell}
                  isHead={at < table.header_rows}
                  mark={mark}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CellProps {
  id: string;
  cell: TableJson['rows'][number][number];
  isHead: boolean;
  mark: string | null;
}

function Cell({ id, cell, isHead, mark }: CellProps) {
  const lit = useLit(id);
  const spans = { colSpan: cell.col_span, rowSpan: cell.row_span, class: lit ? 'lit' : undefined };
  const words = <Marked text={cell.text} mark={mark} />;
  if (isHead && cell.text !== '')
    return (
      <th scope={cell.col_span > 1 ? 'colgroup' : 'col'} dir="auto" {...spans} {...lighting(id)}>
        {words}
      </th>
    );
  return (
    <td dir="auto" {...spans} {...lighting(id)}>
      {words}
    </td>
  );
}

const SAFE = /^(https?|mailto):/i;

/** A document may name any scheme: only what leads to a page or a letter is a link. */
function Links({ links }: { links: PageJson['links'] }) {
  const urls = [...new Set(links.map(({ url }) => url))];
  return (
    <section>
      <h3>Links on this page</h3>
      <ul class="plain">
        {urls.map((url) => (
          <li key={url}>
            {SAFE.test(url) ? (
              <a href={url} target="_blank" rel="noreferrer nofollow">
                {url}
              </a>
            ) : (
              url
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
