import type { ChatNotice } from '#handoff/handoff-status.ts';
import type { DeskChatDetail } from '#desk/wire.ts';
import type { MessageEntry } from '#web/widget/client/chat-client.ts';
import { type Customer, speakerOf } from './speaker.ts';

type Note = DeskChatDetail['notes'][number];

/** An item of a conversation, as listed from top to bottom. */
export type TimelineItem =
  | { kind: 'day'; key: string; at: Date }
  | { kind: 'notice'; key: string; at: Date; notice: ChatNotice }
  | { kind: 'note'; key: string; at: Date; note: Note }
  /** Consecutive messages of one speaker, close together in time. */
  | {
      kind: 'run';
      key: string;
      at: Date;
      from: MessageEntry['from'];
      speaker: string;
      entries: MessageEntry[];
    };

/** A pause of this length starts a new run, so that the time is shown again. */
const PAUSE_MS = 5 * 60_000;

/** The notice, if the message is one. A customer cannot write a notice. */
function noticeIn({ from, activity }: MessageEntry): ChatNotice | undefined {
  const { notice } = (activity.channelData ?? {}) as { notice?: ChatNotice };
  return from === 'bot' ? notice : undefined;
}

const dayOf = (at: Date): string => at.toDateString();

/** Orders messages and notes, and adds days, notices and the runs of each speaker. */
export function timelineOf(
  messages: readonly MessageEntry[],
  notes: readonly Note[],
  customer: Customer,
): TimelineItem[] {
  const items: TimelineItem[] = [];
  const add = (item: TimelineItem): void => {
    const before = items.at(-1);
    if (before === undefined || dayOf(before.at) !== dayOf(item.at))
      items.push({ kind: 'day', key: `day ${dayOf(item.at)}`, at: item.at });
    items.push(item);
  };
  const addMessage = (entry: MessageEntry): void => {
    const { id: key, at, from } = entry;
    const notice = noticeIn(entry);
    if (notice !== undefined) {
      add({ kind: 'notice', key, at, notice });
      return;
    }
    const speaker = speakerOf(entry, customer);
    const run = items.at(-1);
    if (run?.kind === 'run' && run.from === from && run.speaker === speaker && isSoon(run.entries.at(-1), at))
      run.entries.push(entry);
    else add({ kind: 'run', key, at, from, speaker, entries: [entry] });
  };
  let next = 0;
  const addNotesUntil = (at: number): void => {
    for (let note = notes[next]; note !== undefined && Date.parse(note.at) <= at; note = notes[next]) {
      add({ kind: 'note', key: `note ${note.id}`, at: new Date(note.at), note });
      next += 1;
    }
  };
  for (const entry of messages) {
    addNotesUntil(entry.at.getTime());
    addMessage(entry);
  }
  addNotesUntil(Infinity);
  return items;
}

const isSoon = (before: MessageEntry | undefined, at: Date): boolean =>
  before !== undefined && dayOf(before.at) === dayOf(at) && at.getTime() - before.at.getTime() < PAUSE_MS;
