import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Refused, send, Unreachable } from '../api/call.ts';

interface FetchedImageProps {
  /** Path of the API. */
  path: string;
  alt: string;
}

/** A picture that the API gives: an element cannot send a key, so it is fetched. */
export function FetchedImage({ path, alt }: FetchedImageProps) {
  const url = useSignal<string | null>(null);
  const fault = useSignal<string | null>(null);
  useEffect(() => {
    const ending = new AbortController();
    let made = '';
    const fetched = async () => {
      const file = await (await send(path, { signal: ending.signal })).blob();
      if (ending.signal.aborted) return;
      made = URL.createObjectURL(file);
      url.value = made;
    };
    fetched().catch((error: unknown) => {
      if (ending.signal.aborted) return;
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      fault.value = error.message;
    });
    return () => {
      ending.abort();
      if (made !== '') URL.revokeObjectURL(made);
    };
  }, [path, url, fault]);
  if (fault.value !== null) return <span class="minor">{fault.value}</span>;
  return url.value === null ? <span class="waiting" /> : <img src={url.value} alt={alt} />;
}
