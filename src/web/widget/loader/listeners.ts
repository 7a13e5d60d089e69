import type { WidgetEvents } from '../widget.d.ts';

type Listener = (detail: never) => void;

/** Whom the page has asked to be told of what. */
export class Listeners {
  readonly #all = new Map<keyof WidgetEvents, Set<Listener>>();

  /** @returns a function that stops listening */
  add<Name extends keyof WidgetEvents>(
    name: Name,
    listener: (detail: WidgetEvents[Name]) => void,
  ): () => void {
    const own = this.#all.get(name) ?? new Set();
    this.#all.set(name, own.add(listener));
    return () => own.delete(listener);
  }

  /** Tells everyone; an error of the page's own stays the page's. */
  tell<Name extends keyof WidgetEvents>(name: Name, detail: WidgetEvents[Name]): void {
    for (const listener of this.#all.get(name) ?? []) {
      try {
        (listener as (detail: WidgetEvents[Name]) => void)(detail);
      } catch (error) {
        reportError(error);
      }
    }
  }
}
