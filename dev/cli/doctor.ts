import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { loadConfig } from '../../lib/config.ts';
import { type Asked, readArguments, USAGE } from '../doctor/arguments.ts';
import { diagnoseByUrl } from '../doctor/by-url.ts';
import type { Diagnosis } from '../doctor/diagnosis.ts';
import { asJson, asText, exitCodeOf } from '../doctor/print.ts';

const NOT_STARTED =
  'Start the local stack with `npm start` (PORT says where), or name a deployment with --url or --env-file.';

/** The local stack serves the way by URL: on loopback it needs no key, unless it has some. */
async function diagnoseLocal(): Promise<Diagnosis> {
  const url = `http://127.0.0.1:${process.env['PORT'] || '3000'}`;
  const [first] = loadConfig(process.env).config.secrets.apiKeys;
  const diagnosis = await diagnoseByUrl({ fetch, url, key: first?.key, bypass: undefined });
  const findings = diagnosis.findings.map((finding) =>
    finding.code === 'address_unreachable' && finding.what.includes('/api/v1/health')
      ? { ...finding, remedy: NOT_STARTED }
      : finding,
  );
  return { ...diagnosis, findings };
}

async function diagnose(asked: Asked): Promise<Diagnosis> {
  switch (asked.way) {
    case 'local':
      return diagnoseLocal();
    case 'url':
      return diagnoseByUrl({ ...asked, fetch });
    case 'variables': {
      // All products come with it, so it is imported only here.
      const { diagnoseByVariables } = await import('../doctor/by-variables.ts');
      return diagnoseByVariables(parseEnv(await readFile(asked.file, 'utf8')), asked.appUrl, { fetch });
    }
  }
}

async function main(): Promise<number> {
  const { asked, json, help } = readArguments(process.argv.slice(2));
  if (help) {
    console.log(USAGE);
    return 0;
  }
  const diagnosis = await diagnose(asked);
  console.log(json ? asJson(diagnosis) : asText(diagnosis));
  return exitCodeOf(diagnosis);
}

main().then(
  // Nothing that hangs may keep the command from ending.
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
