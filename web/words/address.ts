/** The same address with one parameter set, or without it: null. Empty ones are left out. */
export function withParameter(url: string, name: string, value: string | null): string {
  const [path = '/', search = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(search);
  if (value === null || value === '') parameters.delete(name);
  else parameters.set(name, value);
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}
