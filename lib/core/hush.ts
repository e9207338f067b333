/** Shorter texts are no secrets, and occur anywhere. */
const LEAST = 6;

/** A function that takes the secrets out of a text, for words that come from another service. */
export function hushing(secrets: readonly (string | null | undefined)[]): (text: string) => string {
  const known = secrets.filter(
    (secret): secret is string => typeof secret === 'string' && secret.length >= LEAST,
  );
  return (text) => known.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
}
