import { ZipFile } from 'yazl';

/** A zip of entries, each compressed unless it is named as a picture, or says what the zip is. */
export async function zipOf(
  entries: Readonly<Record<string, string | Buffer>>,
  { stored = /(?:\.(?:jpg|mp4)|^mimetype)$/ }: { stored?: RegExp } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries))
    zip.addBuffer(Buffer.from(content), name, { compress: !stored.test(name) });
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(Buffer.from(piece));
  return new Uint8Array(Buffer.concat(pieces));
}
