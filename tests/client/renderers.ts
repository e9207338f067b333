import { Window } from 'happy-dom';
import { type UseJob, useJobOf, type WatchedJob } from '../../packages/client/src/use-job.ts';

/** A component that only watches, in a real renderer. */
export interface Probe {
  /** What each rendering has seen, in order, with the id that it was for. */
  seen: (WatchedJob & { id: string | null })[];
  render(id: string | null): void;
  unmount(): void;
}

type Watch = (id: string | null) => WatchedJob;
type Component = (props: { id: string | null }) => null;

interface Renderer {
  useJob: UseJob;
  mount(component: Component): Omit<Probe, 'seen'>;
}

/** React asks for a document when it is loaded, Preact when it renders. */
function page() {
  const window = new Window({ url: 'https://page.test/' });
  Object.assign(globalThis, { window, document: window.document });
  const place = window.document.createElement('div');
  window.document.body.append(place);
  return place;
}

/** By names that the compiler does not follow: the types of both bring those of a browser with them. */
const loaded = (...names: string[]) => Promise.all(names.map((name) => import(name)));

async function react(): Promise<Renderer> {
  const place = page();
  const [{ createElement, useEffect, useState }, { createRoot }] = await loaded('react', 'react-dom/client');
  const root = createRoot(place);
  return {
    useJob: useJobOf({ useEffect, useState }),
    mount: (component) => ({
      render: (id) => root.render(createElement(component, { id })),
      unmount: () => root.unmount(),
    }),
  };
}

async function preact(): Promise<Renderer> {
  const place = page();
  const [{ h, render }, { useEffect, useState }] = await loaded('preact', 'preact/hooks');
  return {
    useJob: useJobOf({ useEffect, useState }),
    mount: (component) => ({
      render: (id) => render(h(component, { id }), place),
      unmount: () => render(null, place),
    }),
  };
}

const RENDERERS = { react, preact };

/** @param watching how the component calls `useJob`, each time it is rendered */
export async function probe(
  name: keyof typeof RENDERERS,
  watching: (useJob: UseJob) => Watch,
): Promise<Probe> {
  const { useJob, mount } = await RENDERERS[name]();
  const watch = watching(useJob);
  const seen: Probe['seen'] = [];
  const component: Component = ({ id }) => {
    seen.push({ id, ...watch(id) });
    return null;
  };
  return { seen, ...mount(component) };
}
