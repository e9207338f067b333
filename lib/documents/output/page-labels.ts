/** Labels of all pages in order, as printed on them or shown by viewers; null if the file has none. */
export type PageLabels = readonly string[] | null;

/** Empty if there is none. */
export const pageLabel = (labels: PageLabels, page: number): string => labels?.[page - 1] ?? '';

/** `12`, or `12 (xii)` if its label says something else. */
export function pageName(page: number, labels: PageLabels): string {
  const label = pageLabel(labels, page);
  return label === '' || label === String(page) ? String(page) : `${page} (${label})`;
}

const isPage = (value: unknown): value is number => typeof value === 'number';

function withLabels(value: object, labels: PageLabels): object {
  const entries = Object.entries(value).flatMap(([name, own]): [string, unknown][] => {
    if (name === 'page' && isPage(own))
      return [
        [name, own],
        ['label', pageLabel(labels, own)],
      ];
    if (name !== 'pages' || !Array.isArray(own)) return [[name, own]];
    return [
      [name, own],
      ['labels', own.filter(isPage).map((page) => pageLabel(labels, page))],
    ];
  });
  return Object.fromEntries(entries);
}

/** Adds a `label` to every `page`, and `labels` to every list of `pages`, wherever they stand in a JSON value. */
export function labelled<T>(value: T, labels: PageLabels): T {
  if (labels === null) return value;
  return JSON.parse(JSON.stringify(value), (_, own: unknown) =>
    typeof own === 'object' && own !== null && !Array.isArray(own) ? withLabels(own, labels) : own,
  );
}

type Row = (string | number | null)[];

const LABEL_COLUMNS: Readonly<Record<string, string>> = {
  page: 'label',
  first_page: 'first_label',
  pages: 'labels',
};

/** Adds a column of labels behind each column of pages. @param rows of a CSV file, header first */
export async function* labelledRows(
  rows: AsyncIterable<Row> | Iterable<Row>,
  labels: PageLabels,
): AsyncGenerator<Row> {
  let header: Row | null = null;
  for await (const row of rows) {
    if (labels === null) yield row;
    else if (header === null) {
      header = row;
      yield row.flatMap((name) => {
        const label = LABEL_COLUMNS[String(name)];
        return label === undefined ? [name] : [name, label];
      });
    } else {
      const names = header;
      yield row.flatMap((value, at) => {
        if (LABEL_COLUMNS[String(names[at])] === undefined) return [value];
        const pages = String(value ?? '')
          .split(' ')
          .filter((page) => page !== '');
        return [value, pages.map((page) => pageLabel(labels, Number(page))).join(' ')];
      });
    }
  }
}
