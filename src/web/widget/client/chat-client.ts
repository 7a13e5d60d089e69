import type { ReadonlySignal } from '@preact/signals';
import type { RatingValue } from '#bot/channel-data.ts';
import type { AgentProfile, HandoffStatus } from '#handoff/handoff-status.ts';
import type { Activity, Attachment, CardAction } from './activity.ts';

/**
 * A conversation as the panel shows it: signals to read, wishes to call. It knows no element and no text for people;
 * what can go wrong is a state, never an exception.
 */
export interface ChatClient {
  /** What was said, oldest first; what is still being sent stands last. */
  readonly entries: ReadonlySignal<readonly Entry[]>;
  /** The earlier part of the conversation is there; until then nothing is announced and nothing counts as unread. */
  readonly isLoaded: ReadonlySignal<boolean>;
  readonly connection: ReadonlySignal<Connection>;
  /** Choices of the newest message of the bot, until the visitor says something else. */
  readonly choices: ReadonlySignal<readonly CardAction[]>;
  /** Who is typing; undefined when nobody is. Ends by itself some seconds after the last sign. */
  readonly typing: ReadonlySignal<{ agent?: AgentProfile } | undefined>;
  readonly handoff: ReadonlySignal<HandoffStatus>;
  /** Messages of the other side since the panel was last seen open. */
  readonly unread: ReadonlySignal<number>;

  /** Finds the conversation of earlier visits or begins one, and stays connected from then on. */
  connect(): void;
  /** Says a text. `displayText` is shown instead of it where they differ (a translated button). */
  send(text: string, options?: { displayText?: string }): void;
  /** Sends files, with a text if there is one. Call `refusalOf` on each before. */
  sendFiles(files: readonly File[], text?: string): void;
  /** Does what a button of a card or a suggestion asks for; links are the caller's to open. */
  press(action: CardAction): void;
  /** Sends a failed message again, under the same client id: the server takes it once. */
  retry(clientId: string): void;
  /** Takes a failed message back. */
  discard(clientId: string): void;
  giveFeedback(entry: MessageEntry, helpful: boolean): void;
  rate(rating: Omit<RatingValue, 'reference'>): void;
  /** Leaves the queue, or ends the chat with the agent. */
  leaveHandoff(): void;
  /** The visitor is typing; told on only while an agent is there, and not at every key. */
  noteTyping(): void;
  /** Begins another conversation; the old one stays on the server. */
  startNew(): void;
  /** The panel is seen by the visitor, or not any more. */
  setSeen(seen: boolean): void;
  /** Closes connections and timers. */
  close(): void;
}

/**
 * Whether messages get through. `unreachable`: it has been tried for a while; `busy`: the server asks for a pause; it is
 * tried on in both. `refused`: the server will not have this page or visitor; only a new chat may help.
 */
export type Connection =
  'connecting' | 'online' | 'reconnecting' | 'offline' | 'unreachable' | 'busy' | 'refused';

/** One thing in the log. */
export type Entry = MessageEntry | PendingEntry;

/** A message that the server has. */
export interface MessageEntry {
  kind: 'message';
  /** The activity's id: unique, and the key to render by. For the visitor's own, `clientId` stays the key. */
  id: string;
  clientId?: string;
  from: 'visitor' | 'bot' | 'agent';
  agent?: AgentProfile;
  at: Date;
  /** Plain text of a visitor, Markdown of the other side; '' when there are only attachments. */
  text: string;
  attachments: readonly Attachment[];
  /** Set on answers that can be told to have helped or not; absent on everything else. */
  answerId?: string;
  /** What the visitor has said of it. */
  helpful?: boolean;
  activity: Activity;
}

/** The visitor's own message on its way. */
export interface PendingEntry {
  kind: 'pending';
  clientId: string;
  at: Date;
  text: string;
  files: readonly File[];
  state: 'sending' | 'failed';
  /** Why it failed, when the server said so. */
  failure?: 'too-large' | 'file-type' | 'too-many-files' | 'too-long' | 'busy';
}
