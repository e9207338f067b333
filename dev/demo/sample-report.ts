import { jsPDF } from 'jspdf';
import { autoTable } from 'jspdf-autotable';

/** Written for this sample; station, people and figures are made up. */
const SECTIONS = [
  {
    head: '1  What was measured',
    text: [
      'The station at the end of the north pier measures the temperature of the water one metre below the surface every ten minutes. In 2025 it sent 52,104 readings, of which 51,870 could be used. The others were taken while the sensor was out of the water for cleaning.',
      'All figures in this report are made up. It was written so that the service has a document to show, and it may be copied by anybody for any purpose.',
    ],
  },
  {
    head: '2  The year in figures',
    text: [
      'The mean of the year was 11.4 °C, 0.6 °C above the mean of the ten years before. The warmest hour was on 14 August 2025 at 21.7 °C, the coldest on 9 February 2025 at 2.1 °C. Table 1 has the months.',
    ],
    table: true,
  },
  {
    head: '3  Why August was warm',
    text: [
      'From 4 to 19 August 2025 the wind came from the east for sixteen days in a row and held the warm surface water in the bay. Tides alone do not mix it: the bay is 14 m deep at most, and the mouth is only 420 m wide.',
      'The dredging of June 2025 may have helped. It made the channel 1.5 m deeper at a cost of EUR 2.3 million, and readings at the pier have followed those of the open sea more slowly since. One summer is too little to tell the two apart.',
    ],
  },
  {
    head: '4  What it means for the harbour',
    text: [
      'Shellfish were not harvested on 23 days, against 9 in the year before. The harbour office lost EUR 41,000 in fees. It will open the outer beds first in summer, since they stayed below 19 °C in all weeks but one.',
      'Ice was not seen. The pumps of the dry dock, which used to be heated from December on, could have stayed cold until 20 January, which would have saved about 18 MWh.',
    ],
  },
  {
    head: '5  What comes next',
    text: [
      'A second sensor at 8 m depth is to be installed by 30 April 2026. It will show whether warm water lies on top of cold, which the present one cannot. The report for 2026 will compare the two.',
    ],
  },
] as const;

const MONTHS = [
  ['January', '4.6', '2.9', '6.1'],
  ['February', '4.0', '2.1', '5.4'],
  ['March', '5.8', '4.2', '7.9'],
  ['April', '8.3', '6.4', '10.6'],
  ['May', '11.9', '9.0', '14.8'],
  ['June', '15.2', '12.7', '18.0'],
  ['July', '18.1', '16.0', '20.3'],
  ['August', '19.6', '17.4', '21.7'],
  ['September', '16.9', '14.5', '19.2'],
  ['October', '13.4', '11.0', '15.8'],
  ['November', '9.9', '7.7', '12.1'],
  ['December', '7.0', '5.2', '8.8'],
];

const LEFT = 64;
const WIDTH = 467;
const BOTTOM = 770;

/** A report of a few pages with headings, a table, dates and amounts. @returns the PDF's bytes */
export function sampleReport(): Uint8Array<ArrayBuffer> {
  const pdf = new jsPDF({ unit: 'pt', format: 'a4' });
  pdf.setProperties({ title: 'Harbour water in 2025: a sample report' });
  pdf.setFont('helvetica', 'bold').setFontSize(22).text('Harbour water in 2025', LEFT, 110);
  pdf
    .setFont('helvetica', 'normal')
    .setFontSize(12)
    .text('A sample report of a station that does not exist', LEFT, 134);
  let y = 180;
  for (const section of SECTIONS) {
    y = heading(pdf, section.head, y);
    for (const text of section.text) y = paragraph(pdf, text, y);
    if ('table' in section) y = table(pdf, y);
  }
  return new Uint8Array(pdf.output('arraybuffer'));
}

/** The place for something `height` points high: here, or on a new page. */
function roomFor(pdf: jsPDF, y: number, height: number): number {
  if (y + height <= BOTTOM) return y;
  pdf.addPage();
  return 90;
}

function heading(pdf: jsPDF, text: string, y: number): number {
  const at = roomFor(pdf, y + 14, 120);
  pdf.setFont('helvetica', 'bold').setFontSize(15).text(text, LEFT, at);
  return at + 24;
}

function paragraph(pdf: jsPDF, text: string, y: number): number {
  pdf.setFont('times', 'normal').setFontSize(11.5);
  const lines: string[] = pdf.splitTextToSize(text, WIDTH);
  const at = roomFor(pdf, y, lines.length * 16);
  pdf.text(lines, LEFT, at, { lineHeightFactor: 1.4 });
  return at + lines.length * 16 + 10;
}

function table(pdf: jsPDF, y: number): number {
  const at = roomFor(pdf, y, 320);
  pdf
    .setFont('times', 'italic')
    .setFontSize(10.5)
    .text('Table 1: temperature of the water by month, in °C', LEFT, at);
  autoTable(pdf, {
    startY: at + 8,
    margin: { left: LEFT, right: LEFT },
    head: [['Month', 'Mean', 'Lowest', 'Highest']],
    body: MONTHS,
    theme: 'grid',
    styles: { fontSize: 10 },
  });
  return at + 320;
}
