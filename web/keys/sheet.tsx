import { useLayoutEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { keysOn, listen, pageKeys, type Shortcut, turnKeys } from './shortcuts.ts';

const PLACES = [
  ['j', '/jobs', 'jobs'],
  ['s', '/stocks', 'stocks'],
  ['p', '/profiles', 'profiles'],
  ['d', '/documents', 'documents'],
] as const;

const shown = (keys: string) => keys.replace('[Shift]+', '').replace('Escape', 'Esc').split(' ');

function Line({ keys, says }: Pick<Shortcut, 'keys' | 'says'>) {
  return (
    <tr>
      <td>
        {shown(keys).map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </td>
      <td>{says}</td>
    </tr>
  );
}

/** The keys that work everywhere, and a sheet that lists them with those of the page. */
export function KeySheet() {
  const { route } = useLocation();
  const dialog = useRef<HTMLDialogElement>(null);
  const open = () => dialog.current?.showModal();
  const everywhere: Shortcut[] = [
    { keys: '[Shift]+?', says: 'show this sheet', run: open },
    ...PLACES.map(([key, path, name]) => ({
      keys: `g ${key}`,
      says: `go to ${name}`,
      run: () => route(path),
    })),
  ];
  useLayoutEffect(() => listen(everywhere), []);
  return (
    <>
      <button type="button" class="quiet keys" onClick={open}>
        Keys <kbd>?</kbd>
      </button>
      <dialog ref={dialog} aria-labelledby="keys-title" class="sheet">
        <h2 id="keys-title">Keys</h2>
        <table>
          <caption class="unseen">What each key does</caption>
          <tbody>
            {[...pageKeys.value, ...everywhere].map(({ keys, says }) => (
              <Line key={keys} keys={keys} says={says} />
            ))}
            <Line keys="Enter" says="open what has the focus" />
            <Line keys="Escape" says="close a sheet" />
          </tbody>
        </table>
        <label class="check">
          <input
            type="checkbox"
            checked={keysOn.value}
            onChange={({ currentTarget }) => turnKeys(currentTarget.checked)}
          />
          Single keys work on this page
        </label>
        <form method="dialog">
          <button type="submit">Close</button>
        </form>
      </dialog>
    </>
  );
}
