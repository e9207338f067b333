import { PDFDocument } from 'pdf-lib';
import { onePage, type RawObject, rawPdf } from './raw-pdf.ts';

const line = (text: string, y: number, x = 60) => `BT /F1 12 Tf ${x} ${y} Td (${text}) Tj ET`;
const content = (...parts: string[]): RawObject => ({ dictionary: '', stream: parts.join('\n') });
const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
const FONTS = '/Resources << /Font << /F1 5 0 R >> >>';

/** `shown` and, hidden in one way, `unseen`. */
export const hiddenInOneWay = {
  /** Above a page box that does not begin at the origin of a turned page. */
  outside: onePage(content(line('shown', 300), line('unseen', 700)), {
    page: '/CropBox [20 200 500 600] /Rotate 90',
  }),
  invisible: onePage(content(line('shown', 700), '3 Tr', line('unseen', 600))),
  transparent: onePage(content(line('shown', 700), '/G0 gs', line('unseen', 600)), {
    resources: '/ExtGState << /G0 << /ca 0 >> >>',
  }),
  'nearly white on white': onePage(content(line('shown', 700), '0.99 g', line('unseen', 600))),
  'red on red': onePage(
    content(line('shown', 700), '0.8 0.1 0.1 rg 50 590 200 30 re f', line('unseen', 600)),
  ),
  'under a box': onePage(content(line('shown', 700), line('unseen', 600), '0 g 50 590 200 30 re f')),
  'cut away': onePage(content(line('shown', 700), 'q 50 500 200 20 re W n', line('unseen', 600), 'Q')),
  tiny: onePage(content(line('shown', 700), 'BT /F1 0.4 Tf 60 600 Td (unseen) Tj ET')),
};

/** White letters on a dark box, grey ones, underlined and highlighted ones, letters that reach over a clip's edge. */
export const shownInSpiteOfLooks = onePage(
  content(
    '0 0 0.4 rg 50 690 200 30 re f 1 g',
    line('onDark', 700),
    '0.8 g',
    line('grey', 650),
    '0 g',
    line('underlined', 600),
    '60 597 60 1 re f',
    '1 1 0 rg 50 540 200 30 re f 0 g',
    line('marked', 550),
    'q 50 498 200 14 re W n',
    line('clippedTight', 500),
    'Q',
    line('stamped', 450),
    '/G0 gs 1 0 0 rg 50 440 200 30 re f',
  ),
  { resources: '/ExtGState << /G0 << /ca 0.1 >> >>' },
);

const layered = (stream: string) => ({
  dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 300 40] ${FONTS}`,
  stream,
});

/** A layer that is off: around text, around a form, and named by a form and by a membership dictionary. */
export const layersOff = rawPdf([
  '<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R 11 0 R] /D << /OFF [6 0 R] >> >> >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >>
     /Properties << /Off 6 0 R /Member 7 0 R /On 11 0 R >> /XObject << /X1 8 0 R /X2 9 0 R /X3 10 0 R >> >> >>`,
  content(
    `/OC /On BDC ${line('shown', 700)} EMC /OC /Off BDC ${line('unseen', 650)} EMC`,
    `/OC /Member BDC ${line('unseen', 600)} EMC /OC /Off BDC q 1 0 0 1 60 550 cm /X1 Do Q EMC`,
    'q 1 0 0 1 60 500 cm /X2 Do Q q 1 0 0 1 60 450 cm /X3 Do Q',
  ),
  HELVETICA,
  '<< /Type /OCG /Name (draft) >>',
  '<< /Type /OCMD /OCGs [6 0 R] >>',
  layered(line('unseen', 10, 0)),
  { ...layered(line('unseen', 10, 0)), dictionary: `${layered('').dictionary} /OC 6 0 R` },
  layered(line('formed', 10, 0)),
  '<< /Type /OCG /Name (final) >>',
]);

const PICTURE = {
  dictionary: '/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8',
  stream: new Uint8Array([0, 255, 255, 0]),
};

/** A picture as large as its page with invisible text over it, and one with text painted over by it. */
export const scanWithText = (how: 'over' | 'under') =>
  onePage(
    content(
      how === 'under' ? line('recognized words of a scanned page', 700) : '',
      'q 612 0 0 792 0 0 cm /I1 Do Q',
      how === 'over' ? `3 Tr ${line('recognized words of a scanned page', 700)}` : '',
    ),
    { resources: '/XObject << /I1 6 0 R >>', more: [PICTURE] },
  );

/** A scan of whose invisible text a word is under a black box. */
export const redactedScan = onePage(
  content(
    'q 612 0 0 792 0 0 cm /I1 Do Q 0 g 120 690 80 30 re f',
    `3 Tr ${line('public', 500)} ${line('secret', 700, 130)}`,
  ),
  { resources: '/XObject << /I1 6 0 R >>', more: [PICTURE] },
);

const appearance = (text: string) => ({
  dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 100 20] ${FONTS}`,
  stream: `BT /F1 10 Tf 2 6 Td (${text}) Tj ET`,
});
const annotation = (more: string) => `<< /Type /Annot /Rect [200 690 400 730] ${more} >>`;

/** Annotations that show text, on a turned page too; hidden ones; a note, which shows an icon. */
export const annotated = (rotate = 0) =>
  onePage(content(line('Tenant:', 700)), {
    page: `/Rotate ${rotate} /Annots [6 0 R 7 0 R 8 0 R 9 0 R 10 0 R 11 0 R]`,
    more: [
      annotation('/Subtype /Stamp /F 4 /AP << /N 12 0 R >>'),
      annotation('/Subtype /FreeText /F 2 /AP << /N 13 0 R >> /Contents (hidden)'),
      annotation('/Subtype /FreeText /F 32 /AP << /N 13 0 R >> /Contents (hidden)'),
      annotation('/Subtype /Text /F 4 /Contents (hidden)'),
      annotation(
        '/Subtype /Highlight /F 4 /C [1 1 0] /Contents (hidden) /QuadPoints [60 710 90 710 60 700 90 700]',
      ),
      '<< /Type /Annot /Subtype /FreeText /F 4 /Rect [200 600 400 630] /Contents (Typed) /DA (/Helv 12 Tf 0 g) >>',
      appearance('APPROVED'),
      appearance('hidden'),
    ],
  });

/** A form of every kind of field. */
export async function filledForm(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([600, 800]);
  const form = pdf.getForm();
  const at = (y: number, height = 15) => ({ x: 50, y, width: 200, height });
  const [checked, unchecked] = [form.createCheckBox('newsletter'), form.createCheckBox('advertising')];
  checked.addToPage(page, at(750));
  checked.check();
  unchecked.addToPage(page, at(720));
  const contact = form.createRadioGroup('contact');
  contact.addOptionToPage('e-mail', page, at(690));
  contact.addOptionToPage('letter', page, at(660));
  contact.select('letter');
  const country = form.createDropdown('country');
  country.setOptions(['Norway', 'Sweden']);
  country.select('Sweden');
  country.addToPage(page, at(630, 20));
  const comb = form.createTextField('account');
  comb.setMaxLength(8);
  comb.enableCombing();
  comb.setText('12345678');
  comb.addToPage(page, at(600, 20));
  const note = form.createTextField('note');
  note.enableMultiline();
  note.setText('It is written over two lines because the field is narrow');
  note.addToPage(page, at(500, 80));
  note.setFontSize(10);
  const hidden = form.createTextField('internal');
  hidden.setText('unseen');
  hidden.addToPage(page, { ...at(450, 20), hidden: true });
  return pdf.save();
}
