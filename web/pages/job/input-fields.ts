/** A field of a job's input, as a form shows it. `lines`: texts, one in each line; `json`: everything else. */
export interface Field {
  name: string;
  kind: 'text' | 'number' | 'yes-no' | 'lines' | 'json';
  text: string;
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string');

function fieldOf(name: string, value: unknown): Field {
  switch (typeof value) {
    case 'number':
      return { name, kind: 'number', text: String(value) };
    case 'boolean':
      return { name, kind: 'yes-no', text: String(value) };
    case 'string':
      return { name, kind: 'text', text: value };
    default:
      return isTexts(value)
        ? { name, kind: 'lines', text: value.join('\n') }
        : { name, kind: 'json', text: JSON.stringify(value, null, 2) };
  }
}

/** The fields of an input, in its order; none if it is not known. */
export function fieldsOf(input: unknown): Field[] {
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).map(([name, value]) => fieldOf(name, value));
}

/** What a field's text means. @throws SyntaxError where JSON is expected and is not there. */
function meant({ kind }: Field, text: string): unknown {
  switch (kind) {
    case 'number':
      return text.trim() === '' ? null : Number(text);
    case 'yes-no':
      return text === 'true';
    case 'lines':
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    case 'json': {
      const value: unknown = JSON.parse(text);
      return value;
    }
    default:
      return text;
  }
}

/** Only the fields whose text was changed: all others stay as the job has them, even where they were cut here. */
export function changesOf(
  fields: readonly Field[],
  texts: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const changed = fields.filter(({ name, text }) => (texts.get(name) ?? text) !== text);
  return Object.fromEntries(changed.map((field) => [field.name, meant(field, texts.get(field.name) ?? '')]));
}

/** `history_years` → `History years` */
export function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
