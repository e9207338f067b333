import { html, type Markup } from './markup.ts';
import { STYLE, STYLE_ONLY } from './style.ts';

/** A whole page, without scripts or requests. */
export function page(title: string, body: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${STYLE_ONLY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
${STYLE}
</head>
<body>
<main>
${body}</main>
</body>
</html>
`.toString();
}
