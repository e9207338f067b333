import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { partsOf, shadowSheet } from './report-sheet.ts';

interface ReportFrameProps {
  /** A whole page of HTML, as the service writes reports and comparisons. */
  html: string;
  /** Called with the headings of its parts, once they are there. */
  onParts: (parts: readonly Part[]) => void;
}

export interface Part {
  id: string;
  name: string;
}

/** Takes over what stands in the page's `main`; the shadow keeps the styles of both apart. */
function fill(root: ShadowRoot, html: string): Part[] {
  const { sheet, main } = partsOf(html);
  const style = new CSSStyleSheet();
  style.replaceSync(shadowSheet(sheet));
  root.adoptedStyleSheets = [style];
  const body = document.createElement('div');
  body.className = 'body';
  body.append(...new DOMParser().parseFromString(main, 'text/html').body.childNodes);
  root.replaceChildren(body);
  return [...root.querySelectorAll('.analysis > h2, section[id] > h2')].map((heading, at) => {
    const section = heading.closest('section');
    if (section && section.id === '') section.id = `part-${at}`;
    return { id: section?.id ?? '', name: heading.textContent ?? '' };
  });
}

/** Brings what an address names into view: the browser does not look into a shadow. */
function show(root: ShadowRoot, id: string): void {
  const found = root.getElementById(id);
  root.querySelector('.target')?.classList.remove('target');
  if (!found) return;
  found.closest('details')?.setAttribute('open', '');
  found.classList.add('target');
  found.tabIndex = -1;
  found.focus({ preventScroll: true });
  found.scrollIntoView({ block: found.clientHeight > innerHeight ? 'start' : 'center' });
}

const hashId = (): string => decodeURIComponent(location.hash.slice(1));

/** A report within the page: its words and pictures are those of the page that the service writes. */
export function ReportFrame({ html, onParts }: ReportFrameProps) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    onParts(fill(root, html));
    if (hashId() !== '') show(root, hashId());
  }, [html]);
  useEffect(() => {
    const root = host.current?.shadowRoot;
    if (!root) return;
    const follow = (event: Event) => {
      const link = event
        .composedPath()
        .find((each) => each instanceof Element && each.matches('a[href^="#"]'));
      if (!(link instanceof Element)) return;
      event.preventDefault();
      history.pushState(null, '', `${location.pathname}${location.search}${link.getAttribute('href') ?? ''}`);
      show(root, hashId());
    };
    const back = () => show(root, hashId());
    root.addEventListener('click', follow);
    addEventListener('popstate', back);
    addEventListener('hashchange', back);
    return () => {
      root.removeEventListener('click', follow);
      removeEventListener('popstate', back);
      removeEventListener('hashchange', back);
    };
  }, []);
  return <div class="report" ref={host} />;
}
