import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Activity, ActivitySet } from './activity.ts';
import type { MessageEntry } from './chat-client.ts';
import { agentOf, channelDataOf } from './guards.ts';
import { clientIdOf, emptyTranscript, isVisitors, type Transcript, withActivity } from './transcript.ts';
import type { Typing } from './typing.ts';
import type { VisitorStorage } from './visitor-storage.ts';

export interface ConversationParts {
  keeper: VisitorStorage;
  typing: Typing;
  /** The server has returned a message of the visitor's own. */
  onEcho: (clientId: string) => void;
}

/** The conversation as stored on the server, and how far the visitor has read it. */
export class Conversation {
  readonly #parts: ConversationParts;
  readonly #transcript = signal(emptyTranscript);
  readonly #isLoaded = signal(false);
  readonly #readUpTo;
  readonly #known = new Set<string>();
  #isSeen = false;
  readonly unread: ReadonlySignal<number>;

  constructor(parts: ConversationParts) {
    this.#parts = parts;
    this.#readUpTo = signal(parts.keeper.read().readUpTo);
    this.unread = computed(() =>
      this.#isLoaded.value ? unreadIn(this.#transcript.value.messages, this.#readUpTo.value) : 0,
    );
  }

  get transcript(): ReadonlySignal<Transcript> {
    return this.#transcript;
  }

  get isLoaded(): ReadonlySignal<boolean> {
    return this.#isLoaded;
  }

  /** @returns whether anything in it was new */
  add({ activities }: ActivitySet, userId: string): boolean {
    let isNew = false;
    batch(() => {
      for (const activity of activities) if (this.#take(activity, userId)) isNew = true;
    });
    if (isNew) this.#noteRead();
    return isNew;
  }

  /** The earlier messages have arrived. */
  loaded(): void {
    this.#isLoaded.value = true;
    this.#noteRead();
  }

  clear(): void {
    this.#known.clear();
    batch(() => {
      this.#transcript.value = emptyTranscript;
      this.#isLoaded.value = false;
      this.#parts.typing.hide();
    });
  }

  setSeen(seen: boolean): void {
    this.#isSeen = seen;
    this.#noteRead();
  }

  /** The visitor has read further in another tab. */
  readElsewhere(readUpTo: string | undefined): void {
    this.#readUpTo.value = readUpTo;
  }

  markHelpful(id: string, helpful: boolean): void {
    const { messages } = this.#transcript.value;
    this.#update({ messages: messages.map((each) => (each.id === id ? { ...each, helpful } : each)) });
  }

  /** The visitor has rated the chat, so do not ask again. */
  markRated(): void {
    const { handoff } = this.#transcript.value;
    if (handoff.state === 'closed') this.#update({ handoff: { ...handoff, askRating: false } });
  }

  /** The reference of the hand-off; '' without one. */
  get reference(): string {
    const { handoff } = this.#transcript.value;
    return handoff.state === 'bot' ? '' : handoff.reference;
  }

  #update(changes: Partial<Transcript>): void {
    this.#transcript.value = { ...this.#transcript.value, ...changes };
  }

  #take(activity: Activity, userId: string): boolean {
    const { typing, onEcho } = this.#parts;
    const isOwn = isVisitors(activity, userId);
    if (activity.type === 'typing') {
      if (!isOwn) typing.show(agentOf(channelDataOf(activity)));
      return false;
    }
    const { id } = activity;
    if (id === undefined || this.#known.has(id)) return false;
    this.#known.add(id);
    this.#transcript.value = withActivity(this.#transcript.value, activity, userId);
    const clientId = clientIdOf(activity);
    if (clientId !== undefined) onEcho(clientId);
    else if (activity.type === 'message' && !isOwn) typing.hide();
    return true;
  }

  #noteRead(): void {
    const newest = this.#transcript.value.messages.at(-1)?.id;
    if (!this.#isSeen || !this.#isLoaded.value || newest === undefined || newest === this.#readUpTo.value)
      return;
    this.#readUpTo.value = newest;
    this.#parts.keeper.change((stored) => ({ ...stored, readUpTo: newest }));
  }
}

/** Counts the other side's messages after the last one that was read. */
function unreadIn(messages: readonly MessageEntry[], readUpTo: string | undefined): number {
  const read = messages.findIndex(({ id }) => id === readUpTo);
  return messages.slice(read + 1).filter(({ from }) => from !== 'visitor').length;
}
