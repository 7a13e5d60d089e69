import type { ReadonlySignal } from '@preact/signals';
import type { RatingValue, TicketFormValue } from '#bot/channel-data.ts';
import type { TicketForm } from '#dialogs/reply.ts';
import type { AgentProfile, HandoffStatus } from '#handoff/handoff-status.ts';
import type { Activity, Attachment, CardAction } from './activity.ts';

/**
 * A conversation as the panel sees it: signals to read and methods to call. It knows nothing of elements or display
 * texts; every failure is a state, never an exception.
 */
export interface ChatClient {
  /** All messages, oldest first; those still being sent come last. */
  readonly entries: ReadonlySignal<readonly Entry[]>;
  /** Whether the earlier messages have loaded. Until then nothing is announced or counted as unread. */
  readonly isLoaded: ReadonlySignal<boolean>;
  readonly connection: ReadonlySignal<Connection>;
  /** Choices of the bot's newest message, until the visitor sends something else. */
  readonly choices: ReadonlySignal<readonly CardAction[]>;
  /** The form for leaving a message that the bot's newest message offers, until the visitor sends something. */
  readonly ticketForm: ReadonlySignal<OfferedForm | undefined>;
  /** Whether the server mails copies of the conversation. */
  readonly canMail: ReadonlySignal<boolean>;
  /** Who is typing; undefined if nobody is. Clears itself a few seconds after the last sign of typing. */
  readonly typing: ReadonlySignal<{ agent?: AgentProfile } | undefined>;
  readonly handoff: ReadonlySignal<HandoffStatus>;
  /** Messages from the other side since the visitor last saw the panel. */
  readonly unread: ReadonlySignal<number>;
  /** Seconds that customers usually wait for an agent; undefined if no estimate is available. */
  readonly usualWait: ReadonlySignal<number | undefined>;
  /** Whether the visitor can go back to earlier chats: only our own server stores them. */
  readonly canGoBack: boolean;

  /** Resumes the visitor's earlier conversation or starts one, then stays connected. */
  connect(): void;
  /** Sends a text. `displayText` is shown instead if the two differ (a translated button). */
  send(text: string, options?: { displayText?: string }): void;
  /** Sends files, with an optional text. Check them with `refusalOf` first. */
  sendFiles(files: readonly File[], text?: string): void;
  /** Performs the action of a card's button or a suggestion. The caller opens links. */
  press(action: CardAction): void;
  /** Sends a failed message again under the same client id, so that the server accepts it only once. */
  retry(clientId: string): void;
  /** Discards a failed message. */
  discard(clientId: string): void;
  /** Sends a message for support to read later. */
  leaveMessage(message: Omit<TicketFormValue, 'kind'>): void;
  /** Has a copy of the conversation mailed. `limited`: no more copies today. */
  mailChat(email: string): Promise<'sent' | 'limited' | 'failed'>;
  giveFeedback(entry: MessageEntry, helpful: boolean): void;
  rate(rating: Omit<RatingValue, 'reference'>): void;
  /** Leaves the queue, or ends the chat with the agent. */
  leaveHandoff(): void;
  /** Reports that the visitor is typing. Sent only while an agent is in the chat, and not on every key. */
  noteTyping(): void;
  /** Starts another conversation; the old one stays on the server. */
  startNew(): void;
  /** Lists the chats that the visitor can go back to, newest first; undefined if the server cannot be reached. */
  earlierChats(): Promise<EarlierChat[] | undefined>;
  /** Goes back to an earlier chat. */
  goTo(conversationId: string): void;
  /** Tells the chat whether the visitor can see the panel. */
  setSeen(seen: boolean): void;
  /** Closes connections and timers. */
  close(): void;
}

/**
 * Whether messages get through. `unreachable`: attempts have failed for a while; `busy`: the server asked for a pause;
 * both keep retrying. `refused`: the server rejects this page or visitor; only a new chat may help.
 */
export type Connection =
  'connecting' | 'online' | 'reconnecting' | 'offline' | 'unreachable' | 'busy' | 'refused';

/** A chat that the visitor can go back to. */
export interface EarlierChat {
  conversationId: string;
  startedAt: Date;
  /** The beginning of the first message that the visitor wrote. */
  firstWords: string;
}

/** A form for leaving a message, and the activity that offers it. */
export interface OfferedForm extends TicketForm {
  id: string;
}

/** One entry of the log. */
export type Entry = MessageEntry | PendingEntry;

/** A message that the server has stored. */
export interface MessageEntry {
  kind: 'message';
  /** The activity's id: unique, and the key for rendering. The visitor's own messages keep `clientId` as their key. */
  id: string;
  clientId?: string;
  from: 'visitor' | 'bot' | 'agent';
  agent?: AgentProfile;
  at: Date;
  /** Plain text from a visitor, Markdown from the other side; '' if there are only attachments. */
  text: string;
  attachments: readonly Attachment[];
  /** Set only on answers that the visitor can rate as helpful or not. */
  answerId?: string;
  /** The visitor's verdict. */
  helpful?: boolean;
  activity: Activity;
}

/** The visitor's own message, not yet confirmed by the server. */
export interface PendingEntry {
  kind: 'pending';
  clientId: string;
  at: Date;
  text: string;
  files: readonly File[];
  state: 'sending' | 'failed';
  /** Why it failed, if the server gave a reason. */
  failure?: 'too-large' | 'file-type' | 'too-many-files' | 'too-long' | 'busy';
}
