import { credential } from '../api/credential.ts';

/** Where a form's field goes in the request. */
type Place = 'path' | 'query' | 'header' | 'body' | 'file';

interface Draft {
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: BodyInit | null;
}

interface Asked {
  url: string;
  init: RequestInit;
}

function valuesOf(form: HTMLFormElement): [place: Place, name: string, value: string, file: File | null][] {
  const fields = form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-in]');
  return [...fields].map((field) => [
    placeOf(field.dataset['in']),
    field.name,
    field.value,
    field instanceof HTMLInputElement ? (field.files?.[0] ?? null) : null,
  ]);
}

function placeOf(given: string | undefined): Place {
  const places: readonly Place[] = ['path', 'query', 'header', 'body', 'file'];
  return places.find((place) => place === given) ?? 'query';
}

/** Puts one field's value where it belongs in the request. */
const FILLS: Record<Place, (asked: Draft, name: string, value: string) => void> = {
  path: (asked, name, value) => {
    asked.path = asked.path.replace(`{${name}}`, encodeURIComponent(value));
  },
  query: ({ query }, name, value) => query.append(name, value),
  header: ({ headers }, name, value) => headers.set(name, value),
  body: (asked, _, value) => {
    asked.body = value;
  },
  file: () => {},
};

/** The request that a filled form stands for. */
function askedBy(form: HTMLFormElement): Asked {
  const { method = 'GET', path = '/', type = '' } = form.dataset;
  const multipart = type === 'multipart/form-data';
  const headers = new Headers(credential.headers());
  if (type !== '' && !multipart) headers.set('content-type', type);
  const draft: Draft = { path, query: new URLSearchParams(), headers, body: null };
  for (const [place, name, value, file] of valuesOf(form)) {
    if (file) draft.body = multipart ? formWith(file) : file;
    else if (value !== '') FILLS[place](draft, name, value);
  }
  const { query, body } = draft;
  return { url: draft.path + (query.size > 0 ? `?${query}` : ''), init: { method, headers, body } };
}

function formWith(file: File): FormData {
  const form = new FormData();
  form.set('pdf_file', file);
  return form;
}

const LONGEST = 20_000;

/** Indented, if it is JSON; cut, if it is long. */
function readable(text: string): string {
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Not JSON: shown as it came.
  }
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}\n… (${shown.length} characters)` : shown;
}

async function sendForm(form: HTMLFormElement): Promise<void> {
  const answer = form.querySelector('output');
  if (!answer) return;
  const { url, init } = askedBy(form);
  answer.textContent = 'Waiting…';
  const came = await fetch(url, init).catch(() => null);
  answer.textContent = came
    ? `${came.status} ${came.statusText}\n${readable(await came.text())}`
    : 'The service does not answer.';
  answer.focus();
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-method]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void sendForm(form);
  });
}

const key = document.querySelector<HTMLFormElement>('#key');
key?.addEventListener('submit', (event) => {
  event.preventDefault();
  credential.keep(String(new FormData(key).get('key') ?? '').trim());
});
