import { type Activity, ActivityTypes } from '#bot-framework/activity.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import type { BotChannelData } from '#bot/channel-data.ts';
import type { BotLogic } from '#bot/support-bot.ts';
import { newTurnRecord, TURN_RECORD } from '#bot/turn-record.ts';
import { TURN_STORAGE } from '#bot/turn-storage.ts';
import { TurnStorage } from '#store/bot-storage.ts';
import type { Store } from '#store/store.ts';
import { cutText } from '#text/cut-text.ts';
import { uploadPath } from '#uploads/upload-address.ts';
import { type IncomingFiles, refusalOf } from './incoming-files.ts';
import type { Tracer } from '#tracing/tracer.ts';
import type { RecordedTurn } from './inbox.ts';

/** A turn whose state changes under it this often has a bug. */
const MAX_CONFLICTS = 20;

type Side = { id: string; name?: string; role: 'user' | 'bot' };

/** No real name is longer. */
const LONGEST_NAME = 100;

const sideOf = (account: Activity['from'] | undefined, role: Side['role']): Side => ({
  id: account?.id ?? '',
  ...(typeof account?.name === 'string' && account.name !== ''
    ? { name: cutText(account.name, LONGEST_NAME) }
    : {}),
  role,
});

/** Reduces an activity to what the transcript stores: its content and its sender's side. */
const toTranscriptActivity = (
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
  ...(attachments === undefined || attachments.length === 0 ? {} : { attachments }),
  ...(name === undefined ? {} : { name }),
  ...(value === undefined || from.role === 'bot' ? {} : { value }),
  ...(suggestedActions === undefined ? {} : { suggestedActions }),
  ...(replyToId === undefined || from.role === 'user' ? {} : { replyToId }),
  ...(from.role === 'bot' && channelData !== undefined ? { channelData: channelData as object } : {}),
  timestamp: at,
  from,
});

const plainNotice = (text: string): Partial<Activity> => {
  const channelData: BotChannelData = { reply: { kind: 'notice' } };
  return { type: ActivityTypes.Message, text, textFormat: 'plain', channelData };
};

/** Types that belong in the transcript. */
const isRecorded = ({ type }: Partial<Activity>): boolean =>
  type === ActivityTypes.Message || type === ActivityTypes.Event;

/** The response to the request itself, which is not part of the transcript. */
const isOnRequest = ({ type }: Partial<Activity>): boolean => type === ActivityTypes.InvokeResponse;

export interface RecordParts {
  store: Pick<Store, 'transcript' | 'connectorTurns' | 'uploads'>;
  bot: BotLogic;
  /** Stores the files of a message. */
  files: IncomingFiles;
  clock: () => Date;
  tracer: Tracer;
}

/**
 * Wraps the bot so that its conversations are recorded on channels that keep no transcript here: an agent who claims
 * the chat sees the whole conversation, and the agent's messages reach the customer. The bot's replies are stored
 * together with its state and sent from the outbox. So the channel gets its acknowledgement at once, and a crash or an
 * outage neither loses nor repeats a reply.
 */
export function recordTurns({ store, bot, files, clock, tracer }: RecordParts): RecordedTurn {
  const { transcript, connectorTurns, uploads } = store;

  /** Collects the bot's replies to the activity and the state that it would leave. */
  async function run(context: TurnContext, into: Partial<Activity>[]) {
    into.length = 0;
    const storage = new TurnStorage((keys) =>
      keys.length === 0 ? Promise.resolve(new Map()) : connectorTurns.readState(keys),
    );
    const record = newTurnRecord();
    context.turnState.set(TURN_STORAGE, storage);
    context.turnState.set(TURN_RECORD, record);
    await bot(context);
    return { state: storage.changes, record };
  }

  return async (context, { conversationId, activityId }) => {
    const { activity } = context;
    const self = sideOf(activity.recipient, 'bot');
    const notices: object[] = [];
    if (isRecorded(activity)) {
      const received = await files(context);
      activity.attachments = received.files.map((file) => ({
        name: file.name,
        contentType: file.contentType,
        contentUrl: uploadPath(file),
      }));
      const recorded = toTranscriptActivity(activity, sideOf(activity.from, 'user'), clock());
      // Stored once, even if a process died in this turn and another starts it again.
      for (const file of received.files) await uploads.save({ ...file, conversationId });
      await transcript.appendOnce(conversationId, `in/${activityId}`, recorded);
      const problem = refusalOf(received);
      if (problem !== undefined) notices.push(toTranscriptActivity(plainNotice(problem), self, clock()));
    }
    const sent: Partial<Activity>[] = [];
    context.onSendActivities((_context, activities, next) => {
      if (activities.every(isOnRequest)) return next();
      sent.push(...activities);
      return Promise.resolve(activities.map(() => ({ id: '' })));
    });
    for (let conflicts = 0; conflicts <= MAX_CONFLICTS; conflicts += 1) {
      const { state, record } = await run(context, sent);
      const answers = sent.filter(isRecorded).map((each) => toTranscriptActivity(each, self, clock()));
      const replies = [...notices, ...answers];
      const outcome = await tracer.span({ name: 'commit', attributes: {} }, () =>
        connectorTurns.commit({
          id: conversationId,
          activityId,
          replies,
          state,
          fact: record.fact,
          thumbs: record.thumbs,
        }),
      );
      if (outcome !== 'conflict') return;
    }
    throw new Error('The state of the conversation kept changing while the turn ran.');
  };
}
