/** The kinds of jobs that have a form. */
export type FormKind = 'stocks' | 'profile' | 'document';

/** The parts of JSON Schema that the inputs use. */
export interface FieldSchema {
  type?: string | readonly string[];
  enum?: readonly unknown[];
  items?: FieldSchema;
  default?: unknown;
  description?: string;
  example?: unknown;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  maxLength?: number;
  format?: string;
}

export interface ObjectSchema {
  properties: Readonly<Record<string, FieldSchema>>;
  required?: readonly string[];
}

export type Widget =
  | 'text'
  | 'password'
  | 'url'
  | 'number'
  | 'choice'
  | 'choices'
  | 'flag'
  | 'list'
  | 'long'
  | 'json';

export interface Field {
  name: string;
  label: string;
  hint: string;
  widget: Widget;
  required: boolean;
  /** What holds if nothing is entered, as text; '' if the schema does not say. */
  preset: string;
  example: string;
  options: readonly string[];
  min: number | undefined;
  max: number | undefined;
  whole: boolean;
}

/** What a visitor has entered, by field; '' is nothing. Several choices are separated by commas. */
export type Entered = Readonly<Record<string, string>>;

const LONG = 2_000;

function widgetOf({ type, enum: options, items, maxLength = 0, format }: FieldSchema): Widget {
  if (options) return 'choice';
  if (type === 'boolean') return 'flag';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'array') return items?.enum ? 'choices' : items?.type === 'string' ? 'list' : 'json';
  if (format === 'password') return 'password';
  if (format === 'uri') return 'url';
  return maxLength > LONG ? 'long' : 'text';
}

const asText = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
};

/** Names that do not read well as they are. */
const LABELS: Readonly<Record<string, string>> = {
  profile_id: 'Account',
  document_id: 'Uploaded file',
  source_url: 'Address of a document',
  ocr: 'Read scanned pages',
  ocr_languages: 'Languages of scanned pages',
  bar: 'Bar to rate',
  posts: 'Posts, as JSON',
};

/** `risk_percent` → `Risk (%)` */
export function labelOf(name: string): string {
  const known = LABELS[name];
  if (known) return known;
  const words = name
    .replace(/_percent$/, ' (%)')
    .replace(/_years$/, ' (years)')
    .replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function fieldOf(name: string, schema: FieldSchema, required: boolean): Field {
  const options = schema.enum ?? schema.items?.enum ?? [];
  return {
    name,
    label: labelOf(name),
    hint: (schema.description ?? '').replaceAll('`', ''),
    widget: widgetOf(schema),
    required,
    preset: asText(schema.default),
    example: asText(schema.example),
    options: options.map(String),
    min: schema.minimum ?? schema.exclusiveMinimum,
    max: schema.maximum,
    whole: schema.type === 'integer',
  };
}

/** Shown at once, with all that is required; the others are folded. */
const MAIN: Readonly<Record<FormKind, readonly string[]>> = {
  stocks: ['symbols', 'capital', 'strategies'],
  profile: ['platform', 'profile_id', 'mode'],
  document: ['source_url', 'ocr'],
};

export interface Fields {
  main: Field[];
  others: Field[];
}

/** The fields of a kind's form. */
export function fieldsOf(kind: FormKind, { properties, required = [] }: ObjectSchema): Fields {
  const all = Object.entries(properties).map(([name, schema]) =>
    fieldOf(name, schema, required.includes(name)),
  );
  const isMain = ({ name, required: must }: Field) => must || MAIN[kind].includes(name);
  return { main: all.filter(isMain), others: all.filter((field) => !isMain(field)) };
}

const listOf = (text: string): string[] => text.split(/[\s,;]+/).filter((word) => word !== '');

/** What cannot be read is sent as it was entered: the service says what is wrong with it, in one place for all. */
function readAs({ widget }: Field, text: string): unknown {
  switch (widget) {
    case 'number':
      return Number.isNaN(Number(text)) ? text : Number(text);
    case 'flag':
      return text === 'true';
    case 'choice':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'list':
    case 'choices':
      return listOf(text);
    case 'json':
      return jsonOf(text);
    default:
      return text.trim();
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The input of a job: what was entered and differs from what holds anyway. */
export function inputOf({ main, others }: Fields, entered: Entered): Record<string, unknown> {
  const given = [...main, ...others].flatMap((field) => {
    const text = entered[field.name] ?? '';
    if (text.trim() === '' || (!field.required && text === field.preset)) return [];
    return [[field.name, readAs(field, text)] as const];
  });
  return Object.fromEntries(given);
}

/** Whether enough is entered to ask what it would cost. */
export const isAskable = (kind: FormKind, { main }: Fields, entered: Entered): boolean => {
  const has = (name: string) => (entered[name] ?? '').trim() !== '';
  if (kind === 'document') return has('source_url') || has('document_id');
  return main.every(({ name, required }) => !required || has(name));
};

interface Fault {
  path: string;
  message: string;
}

/** Faults by the field that they belong beside; '' has those of none. */
export function faultsByField({ main, others }: Fields, faults: readonly Fault[]): Map<string, string[]> {
  const names = new Set([...main, ...others].map(({ name }) => name));
  const found = new Map<string, string[]>();
  for (const { path, message } of faults) {
    const named = path.replace(/^input\./, '').split(/[.[]/)[0] ?? '';
    const name = names.has(named) ? named : '';
    found.set(name, [...(found.get(name) ?? []), message]);
  }
  return found;
}
