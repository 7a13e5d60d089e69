import { type Activity, ActivityTypes } from '#bot-framework/activity.ts';
import type { BotChannelData, FeedbackValue } from '#bot/channel-data.ts';
import type { BotLogic } from '#bot/support-bot.ts';
import { asActivity } from '#channels/directline/chat-activity.ts';
import { finish } from '#channels/directline/outgoing-activity.ts';
import { openLocalConversation } from '#channels/local/local-channel.ts';
import { newTurnRecord, TURN_RECORD } from '#bot/turn-record.ts';
import type { ChatActivity } from '#handoff/chat.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import { activityId } from '#store/ids.ts';
import type { NewTurnFact, Thumb } from '#store/turn-facts.ts';
import type { PastActivity } from '#store/past-conversations.ts';
import type { PlannedConversation } from './plan.ts';
import type { Stage } from './stage.ts';

const botAccount = { id: 'bot', name: 'Support' };

/** A conversation in progress: what is said is recorded as the channel would store it. */
export interface Play {
  /** The id under which it is stored. */
  id: string;
  activities: PastActivity[];
  /** How the bot understood what was written. */
  facts: NewTurnFact[];
  thumbs: Thumb[];
  /** The customer writes, and the bot replies. @returns the replies */
  says(text: string): Promise<Partial<Activity>[]>;
  /** The customer presses the thumb under the bot's last answer. */
  rates(helpful: boolean): Promise<void>;
  /** Adds a message between the customer and an agent, which does not involve the bot. */
  adds(line: ChatActivity): void;
  writes(text: string): void;
}

/**
 * Opens a conversation with the bot, which greets the customer. The stage's clock determines when everything happens.
 */
export async function openPlay(stage: Stage, plan: PlannedConversation, name: string): Promise<Play> {
  const { channel: channelId, customer, locale } = plan;
  const conversation = { id: name } as Activity['conversation'];
  const id = conversationKey({ channelId, conversation });
  let turn = newTurnRecord();
  const recorded: BotLogic = (context) => {
    context.turnState.set(TURN_RECORD, turn);
    return stage.bot(context);
  };
  const local = openLocalConversation(recorded, { conversationId: name, channelId });
  const facts: NewTurnFact[] = [];
  const thumbs: Thumb[] = [];
  const activities: PastActivity[] = [];
  const from = {
    id: customer.id,
    role: 'user',
    ...(customer.name === undefined ? {} : { name: customer.name }),
  };

  const record = (activity: object, more: Partial<PastActivity> = {}): string => {
    const own = activityId(id, activities.length + 1);
    const body = JSON.stringify({ ...activity, id: own });
    activities.push({ body, at: stage.now().getTime(), isHidden: false, isCustomers: false, ...more });
    return own;
  };
  const recordReplies = (replies: readonly Partial<Activity>[], inReplyTo: string | undefined): void => {
    for (const reply of replies) {
      stage.passes(400);
      record(finish(reply, { conversationId: id, botAccount, inReplyTo, now: stage.now() }));
    }
  };
  const customersOwn = (activity: object): object => ({
    ...activity,
    timestamp: stage.now(),
    channelId,
    conversation: { id },
    from,
    locale,
  });
  const sends = async (activity: Partial<Activity> & { type: string }): Promise<Partial<Activity>[]> => {
    const own = record(customersOwn(activity), { isCustomers: true, isHidden: activity.type !== 'message' });
    turn = newTurnRecord();
    const replies = await local.send({
      ...activity,
      id: own,
      locale,
      from: { id: customer.id, name: customer.name ?? '' },
    });
    if (turn.fact !== undefined) facts.push(turn.fact);
    thumbs.push(...turn.thumbs);
    recordReplies(replies, own);
    return replies;
  };

  record(
    { type: 'conversationUpdate', timestamp: stage.now(), channelId, conversation: { id }, from: { id } },
    {
      isHidden: true,
      isCustomers: true,
    },
  );
  recordReplies(await local.join(), undefined);
  return {
    id,
    activities,
    facts,
    thumbs,
    says: (text) => sends({ type: ActivityTypes.Message, text }),
    async rates(helpful) {
      const rated = lastAnswer(activities);
      if (rated !== undefined)
        await sends({ type: ActivityTypes.Event, name: 'feedback', value: { ...rated, helpful } });
    },
    adds: (line) =>
      void record(finish(asActivity(line), { conversationId: id, botAccount, now: stage.now() })),
    writes: (text) => void record(customersOwn({ type: 'message', text }), { isCustomers: true }),
  };
}

/** What a thumb refers to. */
function lastAnswer(activities: readonly PastActivity[]): Omit<FeedbackValue, 'helpful'> | undefined {
  for (const { body } of activities.toReversed()) {
    const { id, channelData } = JSON.parse(body) as { id: string; channelData?: BotChannelData };
    const answerId = channelData?.reply?.answerId;
    if (answerId !== undefined) return { answerId, activityId: id };
  }
  return undefined;
}
