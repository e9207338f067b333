import { parseArgs } from 'node:util';

/** What the doctor is asked to look at. */
export type Asked =
  | { way: 'local' }
  | { way: 'variables'; file: string; appUrl: string | undefined }
  | { way: 'url'; url: string; key: string | undefined; bypass: string | undefined };

export const USAGE = `npm run doctor                                    the local stack (npm start) at PORT
npm run doctor -- --env-file FILE                 the deployment with these variables
npm run doctor -- --url https://… --key uk_…      a deployment, by one of its API keys

  --app-url URL    with --env-file: the address of a preview, in place of APP_URL
  --bypass SECRET  with --url: VERCEL_AUTOMATION_BYPASS_SECRET, if the deployment is protected
  --json           findings as JSON

Exit code: 0 if all is well, 1 if something is broken, 2 if something is degraded.`;

export interface Arguments {
  asked: Asked;
  json: boolean;
  help: boolean;
}

const OPTIONS = {
  url: { type: 'string' },
  key: { type: 'string' },
  bypass: { type: 'string' },
  'env-file': { type: 'string' },
  'app-url': { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** @throws TypeError, Error with what is wrong about the arguments. */
export function readArguments(args: string[]): Arguments {
  const { values } = parseArgs({ args, options: OPTIONS });
  const { url, key, bypass, 'env-file': file, 'app-url': appUrl, json, help } = values;
  if (url !== undefined && file !== undefined) throw new Error('Give --url or --env-file, not both.');
  if (url !== undefined && !/^https?:\/\//.test(url))
    throw new Error('--url must begin with https:// (or http://).');
  if (file !== undefined) return { asked: { way: 'variables', file, appUrl }, json, help };
  if (url === undefined) return { asked: { way: 'local' }, json, help };
  return { asked: { way: 'url', url: url.replace(/\/+$/, ''), key, bypass }, json, help };
}
