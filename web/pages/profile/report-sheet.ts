/** The report's colours are the page's, and it begins where the page puts it. */
const OWN = `
:host { --ground: var(--n0); --ink: var(--n9); --soft: var(--n7); --hair: var(--n3); --rule: var(--n5); --warned: var(--n1); }
.body { margin: 0; padding: 0; max-width: none; font: 14px/20px var(--text); }
h1, h2, .lede { font-family: var(--text); letter-spacing: -0.01em; }
h1 { font-size: 24px; line-height: 32px; } h2 { font-size: 18px; } .lede { font-size: 16px; line-height: 24px; }
.target { scroll-margin: 24px; }
@media (pointer: coarse) { .cite { min-width: 44px; min-height: 44px; line-height: 44px; } summary { min-height: 44px; } }
`;

/**
 * The style that a report brings with it, for a shadow tree, which has no `:root` and whose parts no address targets.
 * @param sheet CSS, as the report has it in its head
 */
export function shadowSheet(sheet: string): string {
  const adapted = sheet
    .replaceAll(/@page[^{]*\{[^}]*\}/g, '')
    .replaceAll(':root', ':host')
    .replaceAll(':target', '.target')
    .replaceAll(/(^|[\s{}])body(\s*\{)/g, '$1.body$2');
  return `${adapted}${OWN}`;
}

const STYLE = /<style>(.*?)<\/style>/s;
const MAIN = /<main>(.*)<\/main>/s;

/** The style and the contents of a report's page. What people wrote is escaped in it, so these tags are its own. */
export const partsOf = (html: string): { sheet: string; main: string } => ({
  sheet: STYLE.exec(html)?.[1] ?? '',
  main: MAIN.exec(html)?.[1] ?? '',
});
