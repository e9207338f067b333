import type { Attributes } from '../zip/xml-events.ts';
import { isOn } from './on-off.ts';

const MOST_ENTRIES = 200;

/** A field of a form (17.16.17), which shows what it is set to: the file gives no result of boxes and lists. */
export class FormField {
  #kind: 'box' | 'list' | null = null;
  #isChecked: boolean | undefined;
  #isUsuallyChecked = false;
  #chosen: string | undefined;
  #usual = '0';
  readonly #entries: string[] = [];
  /** It has a result after all. */
  hasText = false;

  static starts(open: () => FormField | undefined): Record<string, (attributes: Attributes) => void> {
    const set = (change: (field: FormField, attributes: Attributes) => void) => (attributes: Attributes) => {
      const field = open();
      if (field) change(field, attributes);
    };
    return {
      'w:checkBox': set((field) => {
        field.#kind = 'box';
      }),
      'w:ddList': set((field) => {
        field.#kind = 'list';
      }),
      'w:checked': set((field, attributes) => {
        field.#isChecked = isOn(attributes['w:val']);
      }),
      'w:default': set((field, attributes) => {
        field.#isUsuallyChecked = isOn(attributes['w:val']);
        field.#usual = attributes['w:val'] ?? '0';
      }),
      'w:result': set((field, { 'w:val': value = '0' }) => {
        field.#chosen = value;
      }),
      'w:listEntry': set((field, { 'w:val': entry = '' }) => {
        if (field.#entries.length < MOST_ENTRIES) field.#entries.push(entry);
      }),
    };
  }

  shown(): string {
    if (this.hasText || this.#kind === null) return '';
    if (this.#kind === 'box') return (this.#isChecked ?? this.#isUsuallyChecked) ? '☑' : '☐';
    return this.#entries[Number(this.#chosen ?? this.#usual)] ?? '';
  }
}
