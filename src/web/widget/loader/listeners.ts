import type { WidgetEvents } from '../widget.d.ts';

type Listener = (detail: never) => void;

/** The page's event listeners. */
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

  /** Calls every listener. An error in the page's code does not stop the widget. */
  emit<Name extends keyof WidgetEvents>(name: Name, detail: WidgetEvents[Name]): void {
    for (const listener of this.#all.get(name) ?? []) {
      try {
        (listener as (detail: WidgetEvents[Name]) => void)(detail);
      } catch (error) {
        reportError(error);
      }
    }
  }
}
