import { rgb } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import type { Figure } from '../../../lib/documents/figures/figure.ts';
import { imagesOf } from '../../../lib/documents/output/figure-image.ts';
import { htmlOutput, markdownOutput, markdownPieces } from '../../../lib/documents/records/output.ts';
import { onePage } from '../pdf/raw-pdf.ts';
import { readWhole } from '../read-whole.ts';
import { drawn, plot, type Sheet } from './drawn.ts';

async function figuresOn(...sheets: Parameters<typeof drawn>): Promise<Figure[]> {
  const { pages } = await readWhole(await drawn(...sheets));
  return pages.flatMap(({ pictured = [] }) => pictured);
}

const told = (figures: readonly Figure[]) =>
  figures.map(({ kind, number, caption }) => ({ kind, number, caption }));

async function pictureAt(sheet: Sheet, seed: number, x: number, y: number, width = 200, height = 150) {
  sheet.page.drawImage(await sheet.picture(seed), { x, y, width, height });
}

describe('figures', () => {
  test('a picture has the caption below it, with its number, and the box where it stands', async () => {
    const [figure, ...more] = await figuresOn(async (sheet) => {
      sheet.prose(780, 12);
      await pictureAt(sheet, 1, 190, 440);
      sheet.line('Figure 2.1: Rain by hour of the day.', 200, 425, 9);
      sheet.prose(390, 20);
    });
    expect(more).toEqual([]);
    expect(figure).toMatchObject({ kind: 'raster', number: '2.1', alt: null });
    expect(figure?.caption).toBe('Figure 2.1: Rain by hour of the day.');
    expect(figure?.box).toEqual({ x0: 190, y0: 252, x1: 390, y1: 402 });
  });

  test('a plot is a figure with its labels, a caption above it in German too', async () => {
    const [figure, ...more] = await figuresOn((sheet) => {
      sheet.prose(780, 10);
      sheet.line('Abb. 7 Niederschlag im Mai', 200, 610, 9);
      plot(sheet, 200, 470);
      sheet.prose(420, 20);
    });
    expect(more).toEqual([]);
    expect(figure).toMatchObject({ kind: 'vector', number: '7', caption: 'Abb. 7 Niederschlag im Mai' });
    expect(figure?.box.x0).toBeLessThan(195);
  });

  test('two side by side are two, each with its own caption', async () => {
    const found = await figuresOn(async (sheet) => {
      sheet.prose(780, 10);
      await pictureAt(sheet, 1, 70, 480, 200, 150);
      plot(sheet, 340, 490, 180, 130);
      sheet.line('Fig. 3. On the left.', 90, 462, 9);
      sheet.line('Fig. 4. On the right.', 350, 462, 9);
      sheet.prose(420, 20);
    });
    expect(told(found)).toEqual([
      { kind: 'raster', number: '3', caption: 'Fig. 3. On the left.' },
      { kind: 'vector', number: '4', caption: 'Fig. 4. On the right.' },
    ]);
  });

  test('panels above one caption that reaches below both are one', async () => {
    const found = await figuresOn(async (sheet) => {
      await pictureAt(sheet, 1, 70, 480, 200, 150);
      await pictureAt(sheet, 2, 300, 480, 200, 150);
      sheet.line(
        'Figure 5: On the left the rain of May, on the right the rain of June, both by hour of the day.',
        70,
        462,
        9,
      );
      sheet.prose(420, 20);
    });
    expect(found).toHaveLength(1);
    expect(found[0]?.box).toEqual({ x0: 70, y0: 212, x1: 500, y1: 362 });
  });

  test('one inside a column, one without a caption, and small text right below are told', async () => {
    const found = await figuresOn(async (sheet) => {
      sheet.prose(780, 20, 60, 220);
      await pictureAt(sheet, 1, 60, 380, 220, 140);
      sheet.line('The station on the hill.', 80, 368, 7);
      sheet.prose(330, 20, 60, 220);
      sheet.prose(780, 55, 315, 220);
    });
    expect(told(found)).toEqual([{ kind: 'raster', number: null, caption: 'The station on the hill.' }]);
  });

  test('a picture over a whole page with a line about it is one; the same without any text is a scan', async () => {
    const plate = async (sheet: Sheet) => pictureAt(sheet, 1, 0, 40, 595, 802);
    const found = await figuresOn(async (sheet) => {
      await plate(sheet);
      sheet.line('Plate 3: The whole valley, seen from the north.', 60, 24, 9);
    });
    expect(told(found)).toMatchObject([{ kind: 'raster', number: '3' }]);
    expect(await figuresOn(plate)).toEqual([]);
  });

  test('a logo on each page is none, although one page has a figure of its own', async () => {
    const page = (at: number) => async (sheet: Sheet) => {
      await pictureAt(sheet, 9, 450, 770, 90, 60);
      sheet.prose(740, 20);
      if (at === 2) {
        plot(sheet, 200, 300);
        sheet.line('Figure 1: Rain.', 220, 280, 9);
      }
    };
    expect(told(await figuresOn(page(1), page(2), page(3)))).toMatchObject([{ kind: 'vector', number: '1' }]);
    expect(told(await figuresOn(page(1), page(3)))).toEqual([]);
  });

  test('tables, rules, icons, boxes of text and a page’s background are none', async () => {
    const found = await figuresOn(async (sheet) => {
      const { page, line } = sheet;
      page.drawRectangle({ x: 0, y: 0, width: 595, height: 842, color: rgb(0.95, 0.95, 0.9) });
      page.drawLine({ start: { x: 60, y: 800 }, end: { x: 535, y: 800 } });
      await pictureAt(sheet, 1, 60, 790, 12, 12);
      for (let row = 0; row < 6; row++)
        for (let column = 0; column < 3; column++) {
          page.drawRectangle({
            ...{ x: 60 + column * 150, y: 700 - row * 18, width: 150, height: 18 },
            ...{ borderWidth: 0.5, borderColor: rgb(0, 0, 0) },
          });
          line(`${row}.${column} of it`, 66 + column * 150, 705 - row * 18, 9);
        }
      for (let row = 0; row < 9; row++) {
        page.drawRectangle({ x: 60, y: 500 - row * 12, width: 470, height: 12, color: rgb(0.9, 0.9, 0.9) });
        line('let rain = hours.map((hour) => hour.rain);', 64, 503 - row * 12, 8);
      }
      sheet.prose(350, 20);
    });
    expect(found).toEqual([]);
  });

  test('bars are a figure', async () => {
    const found = await figuresOn((sheet) => {
      sheet.prose(780, 10);
      for (let at = 0; at < 9; at++)
        sheet.page.drawRectangle({
          x: 180 + at * 24,
          y: 450,
          width: 18,
          height: 30 + at * 11,
          color: rgb(0, 0, 0.6),
        });
      sheet.page.drawLine({ start: { x: 175, y: 450 }, end: { x: 400, y: 450 } });
      sheet.prose(420, 20);
    });
    expect(told(found)).toMatchObject([{ kind: 'vector' }]);
  });
});

describe('figures in outputs', () => {
  const document = () =>
    drawn(async (sheet) => {
      sheet.prose(780, 12);
      await pictureAt(sheet, 1, 190, 440);
      sheet.line('Figure 2: Rain [in mm] & hail.', 200, 425, 9);
      sheet.prose(390, 10);
      await pictureAt(sheet, 2, 190, 60, 200, 150);
    });
  const imageOf = imagesOf('job_1');

  test('stand in Markdown above their captions, one without a caption where it was read', async () => {
    const { read, total, structure } = await readWhole(await document());
    const told = { structure, labels: null, imageOf };
    const markdown = (await Array.fromAsync(markdownOutput(read, total, told))).join('');
    const images = [...markdown.matchAll(/^!\[(.*)\]\((.*)\)\n\n(.*)/gm)].map((found) => found.slice(1));
    expect(images).toEqual([
      [
        'Figure 2: Rain \\[in mm\\] & hail.',
        '/api/v1/jobs/job_1/pages/1/figures/1/image',
        'Figure 2: Rain \\[in mm\\] & hail.',
      ],
      ['', '/api/v1/jobs/job_1/pages/1/figures/2/image', ''],
    ]);
    expect(markdown.trimEnd().endsWith('/figures/2/image)')).toBe(true);
  });

  test('offsets count what stands above a caption', async () => {
    const { read, total, structure } = await readWhole(await document());
    const told = { structure, labels: null, imageOf };
    let at = 0;
    for await (const { text, spans } of markdownPieces(read, total, told)) {
      const caption = spans.find(({ start, end }) => text.slice(start, end).startsWith('Figure 2'));
      if (text.startsWith('![Figure 2')) expect(caption).toBeDefined();
      at += text.length;
    }
    expect(at).toBeGreaterThan(0);
  });

  test('stand in HTML with their captions in one element', async () => {
    const { read, total, structure } = await readWhole(await document());
    const head = { title: 'Rain', language: 'en' };
    const html = (
      await Array.fromAsync(htmlOutput(read, total, { structure, labels: null, imageOf }, head))
    ).join('');
    expect(html).toMatch(
      /<figure>\n<img id="f1-\w{8}" src="\/api\/v1\/jobs\/job_1\/pages\/1\/figures\/1\/image" alt="Figure 2: Rain \[in mm\] &amp; hail\." loading="lazy">\n<figcaption id="p1-\w{8}">(?:<a id="page-1"><\/a>)?Figure 2: Rain \[in mm\] &amp; hail\.<\/figcaption>\n<\/figure>\n/,
    );
    expect(html.match(/<figure>/g)).toHaveLength(2);
  });
});

test('the alternative text of a tagged file is that of the figure that it is written for', async () => {
  const picture = `q 300 0 0 200 100 400 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q`;
  const file = onePage(
    {
      dictionary: '',
      stream: `/Figure << /MCID 0 >> BDC ${picture} EMC BT /F1 12 Tf 72 700 Td (A word, and a few more of them.) Tj ET`,
    },
    {
      page: '/StructParents 0',
      catalog: '/MarkInfo << /Marked true >> /StructTreeRoot 6 0 R',
      more: [
        '<< /Type /StructTreeRoot /K 7 0 R /ParentTree 8 0 R >>',
        '<< /Type /StructElem /S /Figure /P 6 0 R /Pg 3 0 R /K 0 /Alt (Rain over the hill) >>',
        '<< /Nums [0 [7 0 R]] >>',
      ],
    },
  );
  const { pages } = await readWhole(file);
  expect(pages[0]?.pictured).toMatchObject([{ kind: 'raster', alt: 'Rain over the hill' }]);
});
