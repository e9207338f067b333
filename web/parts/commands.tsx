import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import type { Command } from '../words/curl.ts';

interface CommandsProps {
  dialog: RefObject<HTMLDialogElement | null>;
  commands: readonly Command[];
}

/** What the page does, as commands for a shell. */
export function Commands({ dialog, commands }: CommandsProps) {
  const copied = useSignal<string | null>(null);
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    copied.value = text;
  };
  return (
    <dialog ref={dialog} class="sheet wide-sheet" aria-labelledby="commands-title">
      <h2 id="commands-title">The same in a shell</h2>
      {commands.map(({ says, text }) => (
        <section key={text}>
          <h3>{says}</h3>
          <pre>{text}</pre>
          <button type="button" onClick={() => void copy(text)}>
            {copied.value === text ? 'Copied' : 'Copy'}
          </button>
        </section>
      ))}
      <p class="minor">
        Where a key is needed, put it into <code>UNSTUCK_KEY</code> first: it is not written here.
      </p>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
