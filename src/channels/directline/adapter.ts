import { randomUUID } from 'node:crypto';
import type { Activity, ResourceResponse } from '#bot-framework/activity.ts';
import { BotAdapter, TurnContext } from '#bot-framework/turn.ts';
import { type Effect, ONCE_STORED } from '#bot/once-stored.ts';
import type { BotLogic } from '#bot/support-bot.ts';
import { TURN_RECORD, type TurnRecord } from '#bot/turn-record.ts';
import { TURN_STORAGE } from '#bot/turn-storage.ts';
import type { TurnStorage } from '#store/bot-storage.ts';
import type { Clock } from '#store/clock.ts';
import { replyId } from '#store/ids.ts';
import type { WireActivity } from './incoming-activity.ts';
import { finish, isForClients } from './outgoing-activity.ts';

/** The key of the running turn in `context.turnState`. */
const TURN = Symbol('direct line turn');

export interface AdapterParts {
  bot: BotLogic;
  botAccount: { id: string; name: string };
  clock: Clock;
  /** Shows an activity to the clients that are connected now, without storing it. */
  show: (conversationId: string, activity: WireActivity) => void;
}

/** One run of the bot on one activity. Its replies are stored only when the turn is committed. */
export interface Turn {
  conversationId: string;
  seq: number;
  /** The activity as the bot receives it. */
  activity: Activity;
  storage: TurnStorage;
  /** In order, complete with ids; filled while the bot runs. */
  replies: WireActivity[];
  /** What to do once the turn is committed; filled while the bot runs. */
  effects: Effect[];
  /** What else is stored with the turn; filled while the bot runs. */
  record: TurnRecord;
}

/**
 * A turn's context that passes the bot's messages on unchanged: nothing here listens to them, and `finish` completes
 * them.
 */
class DirectLineContext extends TurnContext {
  override sendActivities(activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const { locale } = this.activity;
    const inLocale = locale === undefined ? activities : activities.map((each) => ({ locale, ...each }));
    return this.adapter.sendActivities(this, inLocale);
  }
}

/** botbuilder's adapter for Direct Line: runs in process and collects replies instead of sending them. */
export class DirectLineAdapter extends BotAdapter {
  readonly #parts: AdapterParts;

  constructor(parts: AdapterParts) {
    super();
    this.#parts = parts;
  }

  /** Runs the bot. @throws whatever the bot throws */
  async run(turn: Turn): Promise<void> {
    const context = new DirectLineContext(this, turn.activity);
    context.turnState.set(TURN, turn);
    context.turnState.set(TURN_STORAGE, turn.storage);
    context.turnState.set(ONCE_STORED, turn.effects);
    context.turnState.set(TURN_RECORD, turn.record);
    // Not by `runMiddleware`: there is none, and its proxy around the context costs more than the rest of the adapter.
    await this.#parts.bot(context);
  }

  override sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const turn = context.turnState.get<Turn>(TURN);
    return Promise.resolve(activities.map((activity) => ({ id: this.#send(turn, activity) })));
  }

  #send(turn: Turn, activity: Partial<Activity>): string {
    if (!isForClients(activity)) return '';
    const { botAccount, clock, show } = this.#parts;
    const { conversationId, seq, replies } = turn;
    const hidden = turn.activity.type === 'conversationUpdate';
    const inReplyTo = hidden ? undefined : turn.activity.id;
    const outgoing = finish(activity, { conversationId, botAccount, inReplyTo, now: clock() });
    if (outgoing.type === 'typing') {
      show(conversationId, { ...outgoing, id: randomUUID() });
      return '';
    }
    const id = replyId(conversationId, seq, replies.length + 1);
    replies.push({ ...outgoing, id });
    return id;
  }

  /** Direct Line clients cannot update a message. */
  override updateActivity(): Promise<void> {
    return Promise.reject(new Error('Direct Line cannot update an activity after sending it.'));
  }

  /** Direct Line clients cannot delete a message. */
  override deleteActivity(): Promise<void> {
    return Promise.reject(new Error('Direct Line cannot delete an activity after sending it.'));
  }

  /** A turn needs a stored activity; proactive messages go through `DirectLine.send`. */
  override continueConversation(): Promise<void> {
    return Promise.reject(new Error('Use DirectLine.send for proactive messages.'));
  }
}
