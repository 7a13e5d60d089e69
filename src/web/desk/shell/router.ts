import { type ReadonlySignal, signal } from '@preact/signals';

/** The place in the address: a view, and what is open in it. */
interface Place {
  /** A view's id; '' if the address names none. */
  view: string;
  /** The reference of the open chat or ticket. */
  reference: string | undefined;
}

/** The page's address as a signal. Only hashes that start with `#/` are places; others belong to the sign-in. */
export interface Router {
  readonly place: ReadonlySignal<Place>;
  go(view: string, reference?: string): void;
  close: () => void;
}

const PLACE = /^#\/([^/]*)(?:\/([^/]+))?/;

/** Reads a place from the address' hash. */
export function placeIn(hash: string): Place {
  const [, view = '', reference] = PLACE.exec(hash) ?? [];
  return { view, reference: reference === undefined ? undefined : decoded(reference) };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The link to a place. */
export const hrefOf = (view: string, reference?: string): string =>
  `#/${view}${reference === undefined ? '' : `/${encodeURIComponent(reference)}`}`;

/** Follows the page's address. */
export function createRouter(): Router {
  const place = signal(placeIn(location.hash));
  const update = (): void => {
    const next = placeIn(location.hash);
    const { view, reference } = place.peek();
    if (next.view !== view || next.reference !== reference) place.value = next;
  };
  addEventListener('hashchange', update);
  return {
    place,
    go(view, reference) {
      location.hash = hrefOf(view, reference);
      update();
    },
    close: () => removeEventListener('hashchange', update),
  };
}
