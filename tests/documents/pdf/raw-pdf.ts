/** The body of an object: a dictionary, and the bytes of its stream where it has one. */
export interface RawObject {
  /** Without << >>; a stream's /Length is added. */
  dictionary: string;
  stream?: Uint8Array | string;
}

/** A PDF written by hand: object n is the nth, the first is the catalog. */
export function rawPdf(objects: (RawObject | string)[], trailer = ''): Uint8Array {
  const parts: Buffer[] = [];
  let length = 0;
  const add = (part: Uint8Array | string) => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part);
    parts.push(bytes);
    length += bytes.length;
  };
  add('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  const offsets = objects.map((object, i) => {
    const offset = length;
    add(`${i + 1} 0 obj\n`);
    addBody(object, add);
    add('\nendobj\n');
    return offset;
  });
  const xref = length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`);
  add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${xref}\n%%EOF\n`);
  return Buffer.concat(parts);
}

function addBody(object: RawObject | string, add: (part: Uint8Array | string) => void): void {
  if (typeof object === 'string') {
    add(object);
  } else if (object.stream === undefined) {
    add(`<< ${object.dictionary} >>`);
  } else {
    add(`<< ${object.dictionary} /Length ${object.stream.length} >>\nstream\n`);
    add(object.stream);
    add('\nendstream');
  }
}

const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

/** One page of 612 × 792 points with `content` in Helvetica (F1), `pages` times; further objects are numbered from 6. */
export function onePage(
  content: RawObject,
  {
    page = '',
    resources = '',
    more = [] as (RawObject | string)[],
    font = HELVETICA,
    catalog = '',
    pages = 1,
  } = {},
): Uint8Array {
  const fonts = `/Resources << /Font << /F1 5 0 R >> ${resources} >>`;
  return rawPdf([
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Kids [${'3 0 R '.repeat(pages)}] /Count ${pages} >>`,
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R ${fonts} ${page} >>`,
    content,
    font,
    ...more,
  ]);
}
