import type { Entry } from '../client/chat-client.ts';
import { keyOf } from './rows.ts';

/** The reader's place. */
export interface Place {
  isAtEnd: boolean;
  /** Messages further down that have not been on the screen. */
  unseen: number;
}

/** Closer to the end than this counts as at the end. */
const NEAR_PX = 48;
/** Messages that come this close together are read as one. */
const TOGETHER_MS = 3000;
/** A message's start is shown this far below the edge. */
const MARGIN_PX = 12;

/**
 * Keeps the reader's place in the conversation's scrolling element. While the reader follows, new messages scroll into
 * view from their start, so that a long answer is read from the top. Sending always follows. A reader who has scrolled
 * up stays there.
 */
export class ReadingPlace {
  readonly #log: { readonly current: HTMLElement | null };
  readonly #onChange: (place: Place) => void;
  #entries: readonly Entry[] = [];
  #known = new Set<string>();
  #follows = true;
  #isAtEnd = true;
  /** Key of the message to show from its start; undefined for the end. */
  #start: string | undefined;
  /** When the last of the messages read from there arrived. */
  #startedAt = 0;
  /** The last position set by this class; any other position is the reader's. */
  #top = 0;
  /** How many entries have been on the screen. */
  #seen = 0;

  /** @param log the scrolling element, with a `.row` with its `data-key` for each drawn entry */
  constructor(log: { readonly current: HTMLElement | null }, onChange: (place: Place) => void) {
    this.#log = log;
    this.#onChange = onChange;
  }

  /** The panel has opened. @param firstNew key of the first message that arrived while it was closed */
  open(firstNew: string | undefined): void {
    if (firstNew !== undefined) this.#followTo(firstNew);
  }

  /** The entries, or the elements below them, have changed. */
  update(next: readonly Entry[], isLoaded: boolean): void {
    this.#noticeScrollUp();
    const isFirst = this.#known.size === 0;
    const fresh = next.filter((entry) => !this.#known.has(keyOf(entry)));
    this.#entries = next;
    this.#known = new Set(next.map(keyOf));
    if (fresh.some(({ kind }) => kind === 'pending')) this.#followTo(undefined);
    else if (this.#follows && isLoaded && !isFirst) {
      const theirs = fresh.find((entry) => entry.kind === 'message' && entry.from !== 'visitor');
      if (theirs !== undefined) this.#startAt(theirs);
    }
    this.#settle();
  }

  /** Heights have changed. */
  settle(): void {
    this.#noticeScrollUp();
    this.#settle();
  }

  #settle(): void {
    const element = this.#visible;
    if (element === undefined) return;
    if (this.#follows) {
      const end = element.scrollHeight - element.clientHeight;
      const row = this.#rows.find(({ dataset }) => dataset['key'] === this.#start);
      element.scrollTop = row === undefined ? end : Math.min(end, row.offsetTop - MARGIN_PX);
      this.#top = element.scrollTop;
    }
    this.#note(element);
  }

  /** The element is back on the page, without its scroll position. */
  restore(): void {
    if (!this.#follows && this.#log.current !== null) this.#log.current.scrollTop = this.#top;
    this.#settle();
  }

  toEnd(): void {
    this.#followTo(undefined);
    this.#settle();
  }

  onScroll(): void {
    const element = this.#visible;
    if (element === undefined) return;
    if (Math.abs(element.scrollTop - this.#top) > 1) this.#takeScroll(element);
    this.#note(element);
  }

  /**
   * Browsers report a scroll only with the next frame. Messages that arrive before then must not scroll the reader
   * back. At the end, the browser itself has moved content that became shorter.
   */
  #noticeScrollUp(): void {
    const element = this.#visible;
    if (element === undefined || element.scrollTop > this.#top - 1) return;
    if (element.scrollTop < element.scrollHeight - element.clientHeight - 1) this.#takeScroll(element);
  }

  /** The reader has scrolled: stay there, or follow again from the end. */
  #takeScroll(element: HTMLElement): void {
    this.#top = element.scrollTop;
    this.#start = undefined;
    this.#follows = element.scrollHeight - this.#top - element.clientHeight < NEAR_PX;
  }

  #followTo(start: string | undefined): void {
    this.#follows = true;
    this.#start = start;
  }

  /** Shows a new message from its start, unless the one just before it is still being read. */
  #startAt(entry: Entry): void {
    const at = entry.at.getTime();
    if (this.#start === undefined || (this.#isAtEnd && at - this.#startedAt > TOGETHER_MS))
      this.#start = keyOf(entry);
    this.#startedAt = at;
  }

  /** A hidden element has no height. */
  get #visible(): HTMLElement | undefined {
    const element = this.#log.current;
    return element === null || element.clientHeight === 0 ? undefined : element;
  }

  get #rows(): HTMLElement[] {
    return [...(this.#log.current?.querySelectorAll<HTMLElement>('.row') ?? [])];
  }

  #note(element: HTMLElement): void {
    const bottom = element.scrollTop + element.clientHeight;
    this.#isAtEnd = element.scrollHeight - bottom < NEAR_PX;
    const hidden = this.#isAtEnd
      ? 0
      : this.#rows.filter(({ offsetTop }) => offsetTop > bottom - NEAR_PX).length;
    const { length } = this.#entries;
    this.#seen = Math.max(Math.min(this.#seen, length), length - hidden);
    this.#onChange({ isAtEnd: this.#isAtEnd, unseen: length - this.#seen });
  }
}
