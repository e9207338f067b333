import { signal, useComputed } from '@preact/signals';

/** The block, or cell, under the pointer or the focus. */
const lit = signal<string | null>(null);

/** Handlers that light what is shown twice, on the page and as text. */
export const lighting = (id: string) => ({
  onPointerEnter: () => {
    lit.value = id;
  },
  onPointerLeave: () => {
    if (lit.value === id) lit.value = null;
  },
  onFocusIn: () => {
    lit.value = id;
  },
  onFocusOut: () => {
    if (lit.value === id) lit.value = null;
  },
});

/** Whether it is lit; only whoever asks for this id is drawn anew. */
export const useLit = (id: string): boolean => useComputed(() => lit.value === id).value;

/** The id of a cell of a table. */
export const cellId = (table: string, row: number, cell: number): string => `${table}:${row}.${cell}`;
