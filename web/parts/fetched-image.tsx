import { useImage } from './use-image.ts';

interface FetchedImageProps {
  /** Path of the API. */
  path: string;
  alt: string;
}

/** A picture that the API gives, or why it does not come. */
export function FetchedImage({ path, alt }: FetchedImageProps) {
  const { url, fault } = useImage(path);
  if (fault !== null) return <span class="minor">{fault}</span>;
  return url === null ? <span class="waiting" /> : <img src={url} alt={alt} />;
}
