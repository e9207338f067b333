const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as the content of an element. */
export const inHtml = (text: string): string =>
  text.replaceAll(/[&<>]/g, (letter) => ENTITIES[letter] ?? letter);

/** Text as the value of an attribute in double quotes. */
export const inAttribute = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
