import { type Activity, ActivityTypes, type ResourceResponse } from '#bot-framework/activity.ts';
import { BotAdapter, TurnContext } from '#bot-framework/turn.ts';
import type { BotLogic } from '#bot/support-bot.ts';

/** An adapter that collects what is sent: for the terminal, the warm-up, the evaluation and the tests. */
class LocalAdapter extends BotAdapter {
  readonly sent: Partial<Activity>[] = [];

  override sendActivities(
    _context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const ids = activities.map((activity) => ({ id: String(this.sent.push(activity)) }));
    return Promise.resolve(ids);
  }

  override updateActivity(): Promise<void> {
    return Promise.reject(new Error('The local channel does not update activities.'));
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(new Error('The local channel does not delete activities.'));
  }

  override continueConversation(): Promise<void> {
    return Promise.reject(new Error('The local channel does not continue conversations.'));
  }

  override continueConversationAsync(): Promise<void> {
    return Promise.reject(new Error('The local channel does not continue conversations.'));
  }

  run(activity: Partial<Activity>, bot: BotLogic): Promise<void> {
    return this.runMiddleware(new TurnContext(this, activity), bot);
  }
}

/** One conversation with the bot in this process. */
export interface LocalConversation {
  /** Sends a message; resolves with the replies, in order. */
  say(text: string): Promise<Partial<Activity>[]>;
  /** Sends any activity; fills in the missing fields. */
  send(activity: Partial<Activity>): Promise<Partial<Activity>[]>;
  /** Lets the customer join, so that the bot greets. */
  join(): Promise<Partial<Activity>[]>;
}

/** The settings of the conversation. */
export interface LocalOptions {
  conversationId: string;
  /** The channel that the bot presents for; 'local' has Markdown and suggested actions. */
  channelId?: string;
  /** The language that the customer's client is set to. */
  locale?: string;
}

/** Opens a conversation with the bot without any network. */
export function openLocalConversation(
  bot: BotLogic,
  { conversationId, channelId = 'local', locale }: LocalOptions,
): LocalConversation {
  let count = 0;
  const send = async (activity: Partial<Activity>): Promise<Partial<Activity>[]> => {
    const adapter = new LocalAdapter();
    count += 1;
    await adapter.run(
      {
        id: `${conversationId}-${count}`,
        channelId,
        serviceUrl: '',
        conversation: { id: conversationId, isGroup: false, conversationType: '', name: '' },
        from: { id: 'customer', name: 'Customer' },
        recipient: { id: 'bot', name: 'Support' },
        ...(locale === undefined ? {} : { locale }),
        ...activity,
      },
      bot,
    );
    return adapter.sent;
  };
  return {
    send,
    say: (text) => send({ type: ActivityTypes.Message, text }),
    join: () =>
      send({ type: ActivityTypes.ConversationUpdate, membersAdded: [{ id: 'customer', name: 'Customer' }] }),
  };
}
