import { describe, expect, test } from 'vitest';
import { html } from '../../../../lib/profiles/http/html/markup.ts';
import { page } from '../../../../lib/profiles/http/html/page.ts';
import { partsOf, shadowSheet } from '../../../../web/pages/profile/report-sheet.ts';

const WRITTEN = page('A report', html`<h1>${'</main><style>body { color: red }</style>'}</h1>`);

describe('a report that the service wrote', () => {
  test('gives its style and its contents, and what people wrote ends neither', () => {
    const { sheet, main } = partsOf(WRITTEN);
    expect(sheet).toContain(':root');
    expect(sheet).not.toContain('color: red');
    expect(main.trim()).toBe('<h1>&lt;/main&gt;&lt;style&gt;body { color: red }&lt;/style&gt;</h1>');
  });

  test('has a style for a shadow, where there is no root, no body and no target', () => {
    const sheet = shadowSheet(partsOf(WRITTEN).sheet);
    expect(sheet).toContain(':host');
    expect(sheet).toContain('.body {');
    expect(sheet).not.toMatch(/:root|:target|@page|[\s{}]body\s*\{/);
  });
});
