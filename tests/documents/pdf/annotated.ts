import { PDFDocument } from 'pdf-lib';
import { onePage, type RawObject } from './raw-pdf.ts';

const LINES = [
  'The first line is not marked at all.',
  'Only some words of the second are.',
  'And the third ends here.',
];
const CONTENT: RawObject = {
  dictionary: '',
  stream: `BT /F1 12 Tf 14 TL 72 700 Td ${LINES.map((line) => `(${line}) Tj T*`).join(' ')} ET`,
};

/** Corners of a mark, as high as the line and its leading. */
const quad = (x0: number, x1: number, baseline: number): string => {
  const [y0, y1] = [baseline - 4, baseline + 11];
  return `${x0} ${y1} ${x1} ${y1} ${x0} ${y0} ${x1} ${y0}`;
};

/**
 * A page with a highlight over "some words" (line 2) and "And the third" (line 3) by Ada, a comment that answers it,
 * a state of that, a hidden comment, a link, a pop-up and a note without an author. @param rotate degrees
 */
export function annotated(rotate = 0): Uint8Array {
  const annots = [
    `<< /Type /Annot /Subtype /Highlight /Rect [90 660 200 700] /QuadPoints [${quad(100, 167, 686)} ${quad(72, 141, 672)}]
      /Contents (Is this so?) /T (Ada) /M (D:20240131120005+01'00') >>`,
    '<< /Type /Annot /Subtype /Text /Rect [300 600 320 620] /IRT 6 0 R /T <FEFF006200F600620061> /Contents (It is.\\rTwice.) /CreationDate (D:2024) >>',
    '<< /Type /Annot /Subtype /Text /Rect [300 600 320 620] /IRT 7 0 R /StateModel (Review) /State (Accepted) /Contents (Accepted) >>',
    '<< /Type /Annot /Subtype /Text /Rect [0 0 20 20] /F 2 /Contents (Nobody sees this) >>',
    '<< /Type /Annot /Subtype /Link /Rect [0 0 20 20] /A << /S /URI /URI (https://example.org/) >> >>',
    '<< /Type /Annot /Subtype /Popup /Rect [0 0 20 20] /Parent 6 0 R /Contents (Is this so?) >>',
    '<< /Type /Annot /Subtype /StrikeOut /Rect [72 696 110 712] /QuadPoints [1 2 3] >>',
  ];
  const places = annots.map((_, at) => `${at + 6} 0 R`).join(' ');
  return onePage(CONTENT, { page: `/Rotate ${rotate} /Annots [${places}]`, more: annots });
}

const FILE = '<< /Type /Filespec /F (pinned.txt) /UF (pinned.txt) /EF << /F 8 0 R >> >>';

/** A page with a file pinned to it. */
export const pinned = (): Uint8Array =>
  onePage(CONTENT, {
    page: '/Annots [6 0 R]',
    more: [
      '<< /Type /Annot /Subtype /FileAttachment /Rect [10 10 30 30] /FS 7 0 R /Contents (See the file) /T (Ada) >>',
      FILE,
      { dictionary: '/Type /EmbeddedFile', stream: 'pinned' },
    ],
  });

/** Two pages with two files attached; the second is empty. */
export async function withFiles(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  pdf.addPage();
  await pdf.attach(Buffer.from('<script>alert(1)</script>'), 'données 1.html', {
    mimeType: 'text/html',
    description: 'Rows of the table',
    modificationDate: new Date('2024-01-31T12:00:05Z'),
  });
  await pdf.attach(new Uint8Array(), 'none.bin');
  return await pdf.save();
}
