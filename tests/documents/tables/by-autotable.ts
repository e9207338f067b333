import { jsPDF } from 'jspdf';
import { autoTable } from 'jspdf-autotable';
import { type Kind, type KnownTable, paragraph } from './known-tables.ts';

const themeOf = (kind: Kind, number: number) =>
  kind === 'wrapped' ? (['grid', 'striped', 'plain'] as const)[number % 3] : kind;

/** One page by jsPDF-AutoTable: title, paragraph, table in one of its themes, paragraph. */
export function byAutotable(table: KnownTable, kind: Kind, number: number): Uint8Array {
  const doc = new jsPDF({ unit: 'pt', format: 'a4' });
  doc.setFontSize(14).text(table.title, 40, 60);
  doc.setFontSize(10).text(doc.splitTextToSize(paragraph(number, 'before'), 515), 40, 84);
  const [head = [], ...body] = table.rows;
  const columnStyles = Object.fromEntries(
    table.numeric.map((numeric, index) => [index, { halign: numeric ? 'right' : 'left' } as const]),
  );
  autoTable(doc, { head: [head], body, startY: 150, theme: themeOf(kind, number) ?? 'grid', columnStyles });
  doc.setFontSize(10).text(doc.splitTextToSize(paragraph(number, 'after'), 515), 40, 790);
  return new Uint8Array(doc.output('arraybuffer'));
}
