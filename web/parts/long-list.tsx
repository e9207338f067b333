import type { ComponentChildren } from 'preact';
import { BoxRows } from './box-rows.tsx';

/** So many are in the document as they are; of more, one line each and only those in view. */
const MOST = 200;

interface LongListProps<T> {
  items: readonly T[];
  label: string;
  /** Of the list, while it is short. */
  look: string;
  item: (item: T) => ComponentChildren;
}

/** A list that may have thousands of items. */
export function LongList<T>({ items, label, look, item }: LongListProps<T>) {
  if (items.length > MOST)
    return (
      <BoxRows
        count={items.length}
        label={label}
        row={(at) => {
          const one = items[at];
          return one !== undefined && <div class={`line ${look}`}>{item(one)}</div>;
        }}
      />
    );
  return (
    <ol class={look} aria-label={label}>
      {items.map((one, at) => (
        <li key={at}>{item(one)}</li>
      ))}
    </ol>
  );
}
