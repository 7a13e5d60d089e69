import type { Entry } from '../client/chat-client.ts';
import { keyOf } from './rows.ts';

/** Where the reader is. */
export interface Place {
  isAtEnd: boolean;
  /** Messages further down that have not been on the screen. */
  unseen: number;
}

/** Follows a conversation in its scrolling element, or stays where the reader is. */
export interface ReadingPlace {
  /** The panel has opened. @param firstNew key of the first message that came meanwhile */
  open(firstNew: string | undefined): void;
  /** The entries, or what is drawn under them, have changed. */
  update(entries: readonly Entry[], isLoaded: boolean): void;
  /** Heights have changed. */
  settle(): void;
  /** The element is back on the page, without its scroll position. */
  restore(): void;
  toEnd(): void;
  onScroll(): void;
}

/** Closer to the end than this counts as at the end. */
const NEAR_PX = 48;
/** Messages that come this close together are read as one. */
const TOGETHER_MS = 3000;
/** The start of a message stands this far below the edge. */
const MARGIN_PX = 12;

/**
 * While the reader follows, what is new comes into view from its start, so that a long answer is read from the top.
 * Sending always follows. Whoever has scrolled up stays there, whatever comes.
 * @param log the scrolling element, with a `.row` with its `data-key` for each drawn entry
 */
export function createReading(
  log: { readonly current: HTMLElement | null },
  onChange: (place: Place) => void,
): ReadingPlace {
  let entries: readonly Entry[] = [];
  let known = new Set<string>();
  let follows = true;
  /** Key of the message to show from its start; undefined: the end. */
  let start: string | undefined;
  /** Where this last scrolled to: any other place is the reader's. */
  let top = 0;
  /** When the last of the messages that are read from there came. */
  let startedAt = 0;
  let isAtEnd = true;
  /** So many entries have been on the screen. */
  let seen = 0;

  const rows = (): HTMLElement[] => [...(log.current?.querySelectorAll<HTMLElement>('.row') ?? [])];
  const note = (element: HTMLElement): void => {
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    isAtEnd = below < NEAR_PX;
    const edge = element.scrollTop + element.clientHeight - NEAR_PX;
    const hidden = isAtEnd ? 0 : rows().filter(({ offsetTop }) => offsetTop > edge).length;
    seen = Math.max(Math.min(seen, entries.length), entries.length - hidden);
    onChange({ isAtEnd, unseen: entries.length - seen });
  };
  const settle = (): void => {
    const element = log.current;
    // A hidden element has no height.
    if (element === null || element.clientHeight === 0) return;
    if (follows) {
      const end = element.scrollHeight - element.clientHeight;
      const row = start === undefined ? undefined : rows().find(({ dataset }) => dataset['key'] === start);
      element.scrollTop = row === undefined ? end : Math.min(end, row.offsetTop - MARGIN_PX);
      top = element.scrollTop;
    }
    note(element);
  };
  /** Shows a new message from its start, unless one just before it is still being read. */
  const follow = (entry: Entry): void => {
    const at = entry.at.getTime();
    if (start === undefined || (isAtEnd && at - startedAt > TOGETHER_MS)) start = keyOf(entry);
    startedAt = at;
  };
  return {
    settle,
    open(firstNew) {
      if (firstNew === undefined) return;
      follows = true;
      start = firstNew;
    },
    update(next, isLoaded) {
      const isFirst = known.size === 0;
      const fresh = next.filter((entry) => !known.has(keyOf(entry)));
      entries = next;
      known = new Set(next.map(keyOf));
      if (fresh.some(({ kind }) => kind === 'pending')) {
        follows = true;
        start = undefined;
      } else if (follows && isLoaded && !isFirst) {
        const theirs = fresh.find((entry) => entry.kind === 'message' && entry.from !== 'visitor');
        if (theirs !== undefined) follow(theirs);
      }
      settle();
    },
    restore() {
      if (!follows && log.current !== null) log.current.scrollTop = top;
      settle();
    },
    toEnd() {
      follows = true;
      start = undefined;
      settle();
    },
    onScroll() {
      const element = log.current;
      if (element === null || element.clientHeight === 0) return;
      if (Math.abs(element.scrollTop - top) > 1) {
        top = element.scrollTop;
        follows = element.scrollHeight - top - element.clientHeight < NEAR_PX;
        start = undefined;
      }
      note(element);
    },
  };
}
