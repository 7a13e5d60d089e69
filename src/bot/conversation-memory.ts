import type { Storage, StoreItem } from '#bot-framework/state.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { type ConversationData, newConversation } from '#dialogs/conversation.ts';
import type { DialogInstance } from '#dialogs/dialog.ts';
import { asStored, stackIn, type StoredDialogs } from '#dialogs/stored-dialogs.ts';

/** The stored state of a conversation, under the names and the key of Bot Framework's ConversationState. */
interface StoredConversation extends StoreItem {
  conversation?: ConversationData;
  dialogs?: StoredDialogs;
}

/** What the bot remembers of a conversation: read once at the start of a turn, and written once at its end. */
export class ConversationMemory {
  /** Changed in place during the turn. */
  readonly data: ConversationData;
  readonly #storage: Storage;
  readonly #key: string;
  readonly #stored: StoredConversation;
  #stack: DialogInstance[] | undefined;

  /** @throws the storage's error */
  static async read(context: TurnContext, storage: Storage): Promise<ConversationMemory> {
    const { channelId, conversation } = context.activity;
    const key = `${channelId}/conversations/${conversation.id}/`;
    const items = await storage.read([key]);
    return new ConversationMemory(storage, key, (items[key] as StoredConversation | undefined) ?? {});
  }

  private constructor(storage: Storage, key: string, stored: StoredConversation) {
    this.#storage = storage;
    this.#key = key;
    this.#stored = stored;
    this.data = stored.conversation ?? newConversation();
  }

  /** The running dialogs; changed in place. @throws if an earlier version stored them and they cannot be continued */
  get stack(): DialogInstance[] {
    return (this.#stack ??= stackIn(this.#stored.dialogs));
  }

  /** Drops the running dialogs, whatever they are. */
  dropDialogs(): void {
    this.#stack = [];
  }

  /** @throws the storage's error */
  async write(): Promise<void> {
    const dialogs = this.#stack === undefined ? this.#stored.dialogs : asStored(this.#stack);
    const item: StoredConversation = { ...this.#stored, conversation: this.data, eTag: '*' };
    if (dialogs !== undefined) item.dialogs = dialogs;
    await this.#storage.write({ [this.#key]: item });
  }
}
