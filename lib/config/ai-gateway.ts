import { apiUrl } from './addresses.ts';
import type { Gathered } from './gathered.ts';
import { type Reader, refused, taken } from './reading.ts';
import { tokenOf } from './secrets.ts';

/** An OpenAI-compatible gateway, with the key to it. */
export interface GatewaySettings {
  url: string;
  key: string;
  model: string;
}

/** https://vercel.com/docs/ai-gateway/openai-compat */
const VERCEL = 'https://ai-gateway.vercel.sh/v1';

const modelName: Reader<string> = (text) =>
  /^[\w.:@/-]{1,200}$/.test(text)
    ? taken(text)
    : refused('is not the name of a model', 'Set it as the gateway names it, such as creator/model.');

/** Null if nothing can be asked: without a key, or without a model, which is a problem beside a key. */
export function readGateway({ read, lacking, has }: Gathered): GatewaySettings | null {
  const key = read(
    'AI_GATEWAY_API_KEY',
    tokenOf('from AI Gateway → API keys in Vercel'),
    undefined,
    'degraded',
  );
  const url = read('AI_GATEWAY_URL', apiUrl, undefined, 'degraded') ?? VERCEL;
  const model = read('AI_GATEWAY_MODEL', modelName, undefined, 'degraded');
  if (key === undefined || has('AI_GATEWAY_URL')) return null;
  if (model !== undefined) return { url, key, model };
  const remedy = 'Set it as the gateway names the model, or leave out AI_GATEWAY_API_KEY.';
  if (!has('AI_GATEWAY_MODEL'))
    lacking('AI_GATEWAY_MODEL', remedy, 'degraded', ', and AI_GATEWAY_API_KEY is');
  return null;
}
