import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log } from '../../../lib/core/log.ts';

const silent: Log = { info() {}, warn() {}, error() {}, with: () => silent };

/**
 * The OpenAPI document of the project's own app, without a database: the answer depends on the code alone.
 * @throws what the app's modules throw, and an Error if it does not answer
 */
export async function ownOpenApi(root: string): Promise<unknown> {
  const url = (file: string) => pathToFileURL(join(root, file)).href;
  const { createApp }: typeof import('../../../lib/app.ts') = await import(url('lib/app.ts'));
  const { loadConfig }: typeof import('../../../lib/config.ts') = await import(url('lib/config.ts'));
  const { system } = createApp({ ...loadConfig({}), problems: [] }, { log: silent });
  const answer = await system(new Request('http://localhost/api/openapi.json'));
  if (!answer.ok) throw new Error(`The app answers /api/openapi.json with ${answer.status}.`);
  return answer.json();
}
