import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Refused, send, Unreachable } from '../api/call.ts';
import { credential } from '../api/credential.ts';

interface DownloadProps {
  /** Path of the API. */
  path: string;
  /** Of the file. */
  name: string;
  children: ComponentChildren;
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** A link that saves an answer of the API. With a key it is fetched first, as a link cannot send one. */
export function Download({ path, name, children }: DownloadProps) {
  const fault = useSignal<string | null>(null);
  const isKeyed = Object.keys(credential.headers()).length > 0;
  const fetched = async (event: MouseEvent) => {
    if (!isKeyed) return;
    event.preventDefault();
    fault.value = null;
    try {
      save(await (await send(path)).blob(), name);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      fault.value = error.message;
    }
  };
  return (
    <>
      <a href={path} download={name} onClick={fetched}>
        {children}
      </a>
      {fault.value !== null && (
        <span class="minor" role="alert">
          {' '}
          {fault.value}
        </span>
      )}
    </>
  );
}
