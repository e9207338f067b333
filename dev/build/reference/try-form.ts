import { escaped } from './html.ts';
import type { Body, Operation, Parameter } from './open-api.ts';

function field({ name, in: where, required, schema }: Parameter, id: string): string {
  const example = where === 'path' ? (schema['example'] ?? '') : '';
  return `<label>${escaped(name)} <input name="${escaped(name)}" data-in="${where}" id="${escaped(`${id}-${name}`)}" value="${escaped(String(example))}"${required ? ' required' : ''} /></label>`;
}

function bodyField(body: Body): string {
  const [value] = Object.values(body.examples);
  const text = value === undefined ? '' : JSON.stringify(value, null, 2);
  if (body.type !== 'application/json')
    return '<label>File <input type="file" name="file" data-in="file" /></label>';
  return `<label>Body <textarea name="body" data-in="body" rows="8" spellcheck="false">${escaped(text)}</textarea></label>`;
}

/** For the key that every form of the page sends; not needed on localhost without keys. */
export const KEY_FORM = `<form class="key" id="key"><label>API key <input name="key" type="password" autocomplete="off" /></label>
<button type="submit">Use it on this page</button></form>`;

/** A form that sends the operation to this very deployment; web/docs/try.ts brings it to life. */
export function tryForm(operation: Operation): string {
  const { id, method, path, parameters, bodies, summary } = operation;
  const [body] = bodies;
  return `<details class="try"><summary>Try “${escaped(summary)}”</summary>
<form data-method="${method}" data-path="${escaped(path)}" data-type="${escaped(body?.type ?? '')}">
${parameters.map((parameter) => field(parameter, id)).join('\n')}
${body ? bodyField(body) : ''}
<button type="submit">Send ${method}</button>
<output class="answer" tabindex="-1"></output>
</form></details>`;
}
