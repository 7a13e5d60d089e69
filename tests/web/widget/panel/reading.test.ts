import { beforeEach, describe, expect, test } from 'vitest';
import type { Entry, MessageEntry } from '#web/widget/client/chat-client.ts';
import { type Place, ReadingPlace } from '#web/widget/panel/reading.ts';

const ROW = 100;
const WINDOW = 400;

/** A scrolling element whose row heights the test sets. */
class FakeLog {
  heights: [key: string, height: number][] = [];
  #top = 0;
  clientHeight = WINDOW;

  get scrollHeight(): number {
    return Math.max(
      WINDOW,
      this.heights.reduce((sum, [, height]) => sum + height, 0),
    );
  }

  get scrollTop(): number {
    return this.#top;
  }

  set scrollTop(top: number) {
    this.#top = Math.max(0, Math.min(top, this.scrollHeight - WINDOW));
  }

  querySelectorAll(): { offsetTop: number; dataset: { key: string } }[] {
    let offsetTop = 0;
    return this.heights.map(([key, height]) => {
      const row = { offsetTop, dataset: { key } };
      offsetTop += height;
      return row;
    });
  }
}

let log: FakeLog;
let place: Place | undefined;
let reading: ReadingPlace;
let entries: Entry[];
let seconds: number;

beforeEach(() => {
  log = new FakeLog();
  place = undefined;
  entries = [];
  seconds = 0;
  reading = new ReadingPlace({ current: log as unknown as HTMLElement }, (next) => (place = next));
});

/** New content appears at the end. */
function comes(from: MessageEntry['from'] | 'pending', height = ROW, afterSeconds = 0): void {
  const id = String(entries.length);
  seconds += afterSeconds;
  const at = new Date(seconds * 1000);
  const shared = { at, text: id };
  entries = [
    ...entries,
    from === 'pending'
      ? { ...shared, kind: 'pending', clientId: id, files: [], state: 'sending' }
      : { ...shared, kind: 'message', id, from, attachments: [], activity: { type: 'message' } },
  ];
  log.heights.push([id, height]);
  reading.update(entries, true);
}

function scrollsTo(top: number): void {
  log.scrollTop = top;
  reading.onScroll();
}

const atEnd = (): number => log.scrollHeight - WINDOW;

describe('a reader at the end', () => {
  beforeEach(() => {
    for (let count = 0; count < 6; count += 1) comes('bot');
    reading.toEnd();
  });

  test('sees the end of the conversation', () => {
    expect(log.scrollTop).toBe(atEnd());
    expect(place).toEqual({ isAtEnd: true, unseen: 0 });
  });

  test('follows short messages to the end', () => {
    for (let count = 0; count < 8; count += 1) comes('agent', ROW, 10);
    expect(log.scrollTop).toBe(atEnd());
    expect(place).toEqual({ isAtEnd: true, unseen: 0 });
  });

  test('sees a long answer from its start', () => {
    comes('bot', 1000);
    expect(log.scrollTop).toBe(600 - 12);
    expect(place).toEqual({ isAtEnd: false, unseen: 0 });
  });

  test('stays at that start when more comes, and sees how much', () => {
    comes('bot', 1000);
    comes('bot', ROW, 1);
    comes('bot', ROW, 60);
    expect(log.scrollTop).toBe(600 - 12);
    expect(place).toEqual({ isAtEnd: false, unseen: 2 });
  });

  test('sees the first of several messages that arrive together', () => {
    comes('bot', 300);
    comes('bot', 300, 1);
    expect(log.scrollTop).toBe(600 - 12);
  });
});

describe('a reader further up', () => {
  beforeEach(() => {
    for (let count = 0; count < 9; count += 1) comes('bot');
    reading.toEnd();
    scrollsTo(100);
  });

  test('stays there, whatever comes, and sees how much', () => {
    comes('agent');
    comes('agent');
    expect(log.scrollTop).toBe(100);
    expect(place).toEqual({ isAtEnd: false, unseen: 2 });
  });

  test('goes to the end by sending', () => {
    comes('pending');
    expect(log.scrollTop).toBe(atEnd());
    expect(place).toEqual({ isAtEnd: true, unseen: 0 });
  });

  test('goes to the end on request, and follows again', () => {
    comes('agent');
    reading.toEnd();
    expect(place).toEqual({ isAtEnd: true, unseen: 0 });
    comes('agent', ROW, 60);
    expect(log.scrollTop).toBe(atEnd());
  });

  test('sees a count of messages that have not been on the screen', () => {
    for (let count = 0; count < 5; count += 1) comes('agent');
    expect(place?.unseen).toBe(5);
    scrollsTo(700);
    expect(place?.unseen).toBe(3);
    scrollsTo(100);
    expect(place?.unseen).toBe(3);
  });

  test('keeps their position when the page puts the chat back', () => {
    log.scrollTop = 0;
    reading.restore();
    expect(log.scrollTop).toBe(100);
  });
});

test('an opened chat begins at the first new message', () => {
  for (let count = 0; count < 6; count += 1) comes('bot');
  comes('bot', 1000);
  reading.toEnd();
  reading.open('6');
  reading.settle();
  expect(log.scrollTop).toBe(600 - 12);
});
