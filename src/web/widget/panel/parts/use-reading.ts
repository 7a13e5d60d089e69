import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Entry } from '#web/widget/client/chat-client.ts';
import { type Place, ReadingPlace } from '../reading.ts';

export interface Reading extends Place {
  log: RefObject<HTMLDivElement | null>;
  toEnd: () => void;
  onScroll: () => void;
}

export interface ReadingOptions {
  entries: readonly Entry[];
  isLoaded: boolean;
  /** Other elements that change the height: the typing indicator, the choices. */
  alsoShown: readonly unknown[];
  shown: { isOpen: boolean };
  /** Key of the first message that arrived while the panel was closed. */
  firstNew: string | undefined;
}

/** Keeps the reader's place in the conversation; see `ReadingPlace`. */
export function useReading({ entries, isLoaded, alsoShown, shown, firstNew }: ReadingOptions): Reading {
  const log = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place>({ isAtEnd: true, unseen: 0 });
  const [reading] = useState(
    () =>
      new ReadingPlace(log, (next) =>
        setPlace((last) => (last.isAtEnd === next.isAtEnd && last.unseen === next.unseen ? last : next)),
      ),
  );
  useLayoutEffect(() => {
    if (shown.isOpen) reading.open(firstNew);
    // An element that was off the page for a moment comes back scrolled to the top.
    reading.restore();
  }, [shown]);
  useLayoutEffect(() => reading.update(entries, isLoaded), [entries, isLoaded, ...alsoShown]);
  // Loading pictures, an opening keyboard and a resized window also move the end.
  useEffect(() => {
    const element = log.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => reading.settle());
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);
  return { log, ...place, toEnd: () => reading.toEnd(), onScroll: () => reading.onScroll() };
}
