import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Refused, send, Unreachable } from '../api/call.ts';

interface FetchedImage {
  /** Null until it has come. */
  url: string | null;
  /** Why it does not come. */
  fault: string | null;
}

/** A picture that the API gives: an element cannot send a key, so it is fetched. @param path null asks for none */
export function useImage(path: string | null): FetchedImage {
  const image = useSignal<FetchedImage>({ url: null, fault: null });
  useEffect(() => {
    image.value = { url: null, fault: null };
    if (path === null) return;
    const ending = new AbortController();
    let made = '';
    const fetched = async () => {
      const file = await (await send(path, { signal: ending.signal })).blob();
      if (ending.signal.aborted) return;
      made = URL.createObjectURL(file);
      image.value = { url: made, fault: null };
    };
    fetched().catch((error: unknown) => {
      if (ending.signal.aborted) return;
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      image.value = { url: null, fault: error.message };
    });
    return () => {
      ending.abort();
      if (made !== '') URL.revokeObjectURL(made);
    };
  }, [path, image]);
  return image.value;
}
