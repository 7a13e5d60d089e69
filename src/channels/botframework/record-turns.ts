import { type Activity, ActivityTypes, type TurnContext } from 'botbuilder';
import type { BotLogic } from '../../bot/support-bot.ts';
import { TURN_STORAGE } from '../../bot/turn-storage.ts';
import { TurnStorage } from '../../store/bot-storage.ts';
import type { Store } from '../../store/store.ts';
import type { KeptTurn } from './once-each.ts';

/** A turn that meets changed state so often is at fault. */
const MAX_CONFLICTS = 20;

type Side = { id: string; name?: string; role: 'user' | 'bot' };

const sideOf = (account: Activity['from'] | undefined, role: Side['role']): Side => ({
  id: account?.id ?? '',
  ...(account?.name ? { name: account.name } : {}),
  role,
});

/** What of an activity is kept: what was said, and which side said it. */
const asKept = (
  {
    type,
    text,
    textFormat,
    attachments,
    channelData,
    name,
    value,
    suggestedActions,
    replyToId,
  }: Partial<Activity>,
  from: Side,
  at: Date,
) => ({
  type,
  ...(text === undefined ? {} : { text }),
  ...(textFormat === undefined ? {} : { textFormat }),
  ...(attachments === undefined ? {} : { attachments }),
  ...(name === undefined ? {} : { name }),
  ...(value === undefined || from.role === 'bot' ? {} : { value }),
  ...(suggestedActions === undefined ? {} : { suggestedActions }),
  ...(replyToId === undefined || from.role === 'user' ? {} : { replyToId }),
  ...(from.role === 'bot' && channelData !== undefined ? { channelData: channelData as object } : {}),
  timestamp: at,
  from,
});

/** Kinds that are part of what was said. */
const isSaid = ({ type }: Partial<Activity>): boolean =>
  type === ActivityTypes.Message || type === ActivityTypes.Event;

/** Answers to the request itself, which no transcript holds. */
const isOnRequest = ({ type }: Partial<Activity>): boolean => type === ActivityTypes.InvokeResponse;

export interface RecordParts {
  store: Pick<Store, 'transcript' | 'outsideTurns'>;
  bot: BotLogic;
  clock: () => Date;
}

/**
 * The bot with a record of what is said, for the channels that keep none here: a person who takes over sees the whole
 * conversation, and what they say finds its way back. What the bot says is stored with its state, in one step, and goes
 * out from there: the channel is acknowledged at once, and nothing is lost or doubled by a crash or an outage.
 */
export function recordTurns({ store: { transcript, outsideTurns }, bot, clock }: RecordParts): KeptTurn {
  /** What the bot would say to the activity, and the state it would leave. */
  async function run(context: TurnContext, into: Partial<Activity>[]): Promise<TurnStorage> {
    into.length = 0;
    const storage = new TurnStorage((keys) =>
      keys.length === 0 ? Promise.resolve(new Map()) : outsideTurns.readState(keys),
    );
    context.turnState.set(TURN_STORAGE, storage);
    await bot(context);
    return storage;
  }

  return async (context, { conversationId, activityId }) => {
    const { activity } = context;
    if (isSaid(activity)) {
      const said = asKept(activity, sideOf(activity.from, 'user'), clock());
      // Said once, also where a process died in its turn and another one begins it again.
      await transcript.appendOnce(conversationId, `in/${activityId}`, said);
    }
    const said: Partial<Activity>[] = [];
    context.onSendActivities((_context, activities, next) => {
      if (activities.every(isOnRequest)) return next();
      said.push(...activities);
      return Promise.resolve(activities.map(() => ({ id: '' })));
    });
    const self = sideOf(activity.recipient, 'bot');
    for (let conflicts = 0; conflicts <= MAX_CONFLICTS; conflicts += 1) {
      const { changes: state } = await run(context, said);
      const replies = said.filter(isSaid).map((each) => asKept(each, self, clock()));
      const outcome = await outsideTurns.commit({ id: conversationId, activityId, replies, state });
      if (outcome !== 'conflict') return;
    }
    throw new Error('The state of a conversation changed again and again while a turn ran in it.');
  };
}
