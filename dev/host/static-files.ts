import { createReadStream, type Stats, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};

export interface StaticFile {
  path: string;
  size: number;
  etag: string;
}

/** The file for a URL's path, `index.html` for a folder; never outside `folder`. */
export function findStatic(folder: string, path: string): StaticFile | undefined {
  const decoded = decodePath(path);
  if (decoded === undefined) return undefined;
  // Vercel serves a file at its own path only: `/%2e` is not the page.
  if (normalize(decoded) !== decoded) return undefined;
  const file = join(folder, decoded);
  if (file !== folder && !file.startsWith(folder + sep)) return undefined;
  return describe(file) ?? describe(join(file, 'index.html'));
}

function decodePath(path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes('\0') ? undefined : decoded;
  } catch {
    return undefined;
  }
}

function describe(path: string): StaticFile | undefined {
  const stats = look(path);
  if (!stats?.isFile()) return undefined;
  const etag = `"${stats.size.toString(16)}-${Math.round(stats.mtimeMs).toString(16)}"`;
  return { path, size: stats.size, etag };
}

function look(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // Name too long, or a file where a folder should be: nothing to serve.
    return undefined;
  }
}

/** Answers GET and HEAD with the file, or with 304. @param status 404 for the page of what is not there. */
export async function sendStatic(
  file: StaticFile,
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
): Promise<void> {
  response.setHeader('etag', file.etag);
  response.setHeader('cache-control', 'public, max-age=0, must-revalidate');
  if (status === 200 && request.headers['if-none-match'] === file.etag) {
    response.writeHead(304).end();
    return;
  }
  const type = TYPES[extname(file.path)] ?? 'application/octet-stream';
  response.writeHead(status, { 'content-type': type, 'content-length': file.size });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file.path), response);
}
