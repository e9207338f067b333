/** A document as it is written in HTML, and what it is made of. */
export interface MadeDocument {
  name: string;
  html: string;
  /** `1 Tides`, by level. */
  headings: string[];
  /** `1. high`, `• low`, outer and inner ones. */
  items: string[];
  /** Rows of its table; cells parted by bars. */
  rows: string[];
  /** By their marks. */
  notes: Record<string, string>;
  links: string[];
}

const FONTS = ['"Liberation Serif"', '"Liberation Sans"', '"DejaVu Serif"', '"DejaVu Sans"'];
const TABLES = {
  ruled: 'table{border-collapse:collapse}td,th{border:1px solid #333;padding:3px 8px}',
  'with rules between rows':
    'table{border-collapse:collapse}td,th{border-bottom:1px solid #666;padding:3px 14px 3px 0}',
  'shaded without rules':
    'td,th{padding:3px 22px 3px 4px}th{background:#ddd}tr:nth-child(even){background:#f4f4f4}',
};
const LISTS = ['ul', 'ol', 'ol type="a"', 'ol start="7"', 'ul within ol'];
const PLACES = ['Harbour', 'Estuary', 'Lagoon', 'Strait', 'Delta'];

const prose = (about: string, at: number): string =>
  `The ${about} of ${PLACES[at % PLACES.length]} was measured through the whole month, by day and by night, and the keeper wrote each height into the log. What the log of the year before had said was compared with it, line by line, and the differences were small everywhere. `;

function listOf(at: number): { html: string; items: string[] } {
  const words = ['high water at noon', 'low water at dusk', `slack water ${at}`];
  const kind = LISTS[at % LISTS.length] ?? 'ul';
  const lines = words.map((word) => `<li>${word}</li>`).join('');
  if (kind === 'ul within ol')
    return {
      html: `<ol><li>outer one<ul>${lines}</ul></li><li>outer two</li></ol>`,
      items: ['1. outer one', ...words.map((word) => `• ${word}`), '2. outer two'],
    };
  const mark = (n: number): string =>
    ({ ul: '•', ol: `${n + 1}.`, 'ol type="a"': `${'abc'[n]}.` })[kind] ?? `${n + 7}.`;
  return {
    html: `<${kind}>${lines}</${kind.split(' ', 1)[0]}>`,
    items: words.map((word, n) => `${mark(n)} ${word}`),
  };
}

function tableOf(at: number): { html: string; rows: string[] } {
  const head = ['Day', 'Place', 'Metres'];
  const rows = Array.from({ length: 4 + (at % 3) }, (_, n) => [
    `${n + 1} March`,
    PLACES[(at + n) % PLACES.length] ?? '',
    `${(2.15 + ((at * 7 + n * 3) % 20) / 10).toFixed(2)}`,
  ]);
  const line = (cells: string[], name: string) =>
    `<tr>${cells.map((cell) => `<${name}>${cell}</${name}>`).join('')}</tr>`;
  return {
    html: `<table><thead>${line(head, 'th')}</thead><tbody>${rows.map((row) => line(row, 'td')).join('')}</tbody></table>`,
    rows: [head, ...rows].map((row) => row.join(' | ')),
  };
}

/** Twenty documents, each with headings of three levels, a list, a table, two notes and a link, in other looks. */
export const MADE: readonly MadeDocument[] = Array.from({ length: 20 }, (_, at): MadeDocument => {
  const [list, table] = [listOf(at), tableOf(at)];
  const looks = Object.keys(TABLES)[at % 3] ?? 'ruled';
  const place = PLACES[at % PLACES.length] ?? '';
  const link = `https://tides.example/log-${at}`;
  const headings = [`Tides of the ${place}`, 'How they were measured', 'By day', 'What was found'];
  const css = `@page{size:A4;margin:60px}body{font:${10.5 + (at % 4) / 2}pt/1.35 ${FONTS[at % FONTS.length]};margin:0}${TABLES[looks === 'ruled' ? 'ruled' : looks === 'shaded without rules' ? looks : 'with rules between rows']}
    .notes{font-size:75%;border-top:1px solid #999;margin-top:24px}sup{font-size:65%}`;
  const body = `<h1>${headings[0]}</h1><p>${prose('water', at)}It was so<sup><a id="r1" href="#n1">1</a></sup> before. ${prose('wind', at + 1)}</p>
    <h2>${headings[1]}</h2><p>${prose('level', at + 2)}</p>${list.html}<h3>${headings[2]}</h3><p>${prose('current', at + 3)}See <a href="${link}">the log itself</a> for more.</p>
    <h2>${headings[3]}</h2>${table.html}<p>${prose('sand', at + 4)}None was lost<sup><a id="r2" href="#n2">2</a></sup> since.</p>
    <div class="notes"><p id="n1"><sup>1</sup> As the log of ${1890 + at} has it.</p><p id="n2"><sup>2</sup> By the count of the keeper.</p></div>`;
  return {
    name: `${at + 1}, ${LISTS[at % LISTS.length]}, a table ${looks}`,
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>${headings[0]}</title><style>${css}</style><body>${body}`,
    headings: [1, 2, 3, 2].map((level, n) => `${level} ${headings[n]}`),
    items: list.items,
    rows: table.rows,
    notes: { 1: `As the log of ${1890 + at} has it.`, 2: 'By the count of the keeper.' },
    links: [link],
  };
});
