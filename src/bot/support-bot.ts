import type { Logger } from 'pino';
import { type Activity, ActivityTypes } from '#bot-framework/activity.ts';
import { DialogSet, type DialogState } from '#bot-framework/dialogs.ts';
import { ConversationState, type StatePropertyAccessor, type Storage } from '#bot-framework/state.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { TEAMS } from '#channel-ids.ts';
import { type ConversationData, freshFocus, newConversation } from '#dialogs/conversation.ts';
import { handleFeedback } from '#dialogs/feedback-replies.ts';
import type { Reply } from '#dialogs/reply.ts';
import { RootDialog } from '#dialogs/root.ts';
import type { DialogServices } from '#dialogs/services.ts';
import { topicChoices } from '#dialogs/small-talk.ts';
import { setTurn } from '#dialogs/turn.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import type { Handoff } from '#handoff/handoff.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { createUnderstandMessage } from '#understanding/understand-message.ts';
import { foreignLanguageFor } from '#understanding/from-knowledge.ts';
import type { Understand } from '#understanding/understand.ts';
import { leaveChat, resolveOwner } from './chat-turn.ts';
import { feedbackIn, isLeaving, ratingIn } from './client-events.ts';
import { present } from './presenter.ts';
import { noteReply } from './turn-outcome.ts';
import { TURN_STORAGE } from './turn-storage.ts';
import { utteranceOf } from './utterance-of.ts';

/** Handles one turn, from the activity to the replies and the saved state. It never throws. */
export type BotLogic = (context: TurnContext) => Promise<void>;

/** What the bot needs. */
export interface BotParts {
  knowledge: Knowledge;
  understand: Understand;
  handoff: Handoff;
  /** Where state is stored, unless the channel provides a storage for the turn (see TURN_STORAGE). */
  storage: Storage;
  clock: () => Date;
  log: Logger;
  /** Generates a short reference that a customer can quote. */
  reference: () => string;
}

/**
 * Whether there is somebody to greet: a customer has joined, or, in Teams, the bot was installed, which Teams reports
 * both as the bot joining and as an installation, in either order.
 */
function isArrival({ type, membersAdded = [], recipient, channelId, action }: Activity): boolean {
  if (type === ActivityTypes.InstallationUpdate) return action === 'add' || action === 'add-upgrade';
  if (type !== ActivityTypes.ConversationUpdate) return false;
  return membersAdded.some(({ id }) => id !== recipient?.id || channelId === TEAMS);
}

/** The key in `context.turnState` of the choices that the turn's last reply offers. */
const OFFERED = Symbol('offered choices');

/** Sends a reply. Clients only show the choices of the last reply, so a notice repeats those of the reply before it. */
const say = async (context: TurnContext, reply: Reply): Promise<void> => {
  const before = reply.kind === 'notice' ? context.turnState.get<Reply['choices']>(OFFERED) : undefined;
  const choices = reply.choices ?? before ?? [];
  context.turnState.set(OFFERED, choices);
  noteReply(context, reply.kind);
  await context.sendActivity(present({ ...reply, choices }));
};

/** Creates the bot. All conversations share the dialog objects; state lives only in the turn's storage. */
export function createBot(parts: BotParts): BotLogic {
  const { knowledge, understand, handoff, clock, log, reference } = parts;
  const services: DialogServices = {
    knowledge,
    understand,
    handoff,
    say,
    onFeedback: ({ activity }, { answerId, helpful }) =>
      log.info({ conversationId: activity.conversation.id, answerId, helpful }, 'feedback'),
  };
  const root = new RootDialog(services);
  const understandMessage = createUnderstandMessage(understand, foreignLanguageFor(knowledge));

  return async (context) => {
    const { activity } = context;
    const state = new ConversationState(context.turnState.get<Storage>(TURN_STORAGE) ?? parts.storage);
    const dialogState = state.createProperty<DialogState>('dialogs');
    const conversation = state.createProperty<ConversationData>('conversation');
    try {
      const data = await conversation.get(context, newConversation());
      if (activity.type === ActivityTypes.Message) {
        await answerMessage(context, data, dialogState);
      } else if (isArrival(activity)) {
        await welcome(context, data);
      } else if (activity.type === ActivityTypes.Event) {
        await takeEvent(context, data);
      }
      await state.saveChanges(context);
    } catch (error) {
      await apologise(context, { state, dialogState, conversation }, error);
    }
  };

  /** Handles an event that a client sends from one of its own buttons. */
  async function takeEvent(context: TurnContext, data: ConversationData): Promise<void> {
    const { activity } = context;
    const feedback = feedbackIn(activity);
    if (feedback !== undefined)
      await handleFeedback(services, context, data, feedback, {
        mayOffer: !(await isWithAgent(activity, data)),
      });
    const rating = ratingIn(activity);
    if (rating !== undefined) await handoff.rate(conversationKey(activity), rating.reference, rating);
    if (isLeaving(activity)) await leaveChat({ handoff, say }, context);
  }

  /** Whether an agent is connected, so that the bot stays silent. */
  async function isWithAgent(activity: Activity, { personAsked }: ConversationData): Promise<boolean> {
    if (personAsked !== true) return false;
    return (await handoff.state(conversationKey(activity))).state === 'connected';
  }

  async function answerMessage(
    context: TurnContext,
    data: ConversationData,
    dialogState: StatePropertyAccessor<DialogState>,
  ): Promise<void> {
    const { activity } = context;
    const now = clock();
    const whose = await resolveOwner({ handoff, say }, context, data);
    if (whose.owner === 'agent') {
      log.info(
        { conversationId: activity.conversation.id, activityId: activity.id },
        'left the message to the agent',
      );
      return;
    }
    // Whatever the bot asked before the chat no longer needs an answer.
    if (whose.isBack) await dialogState.delete(context);
    const dialogs = new DialogSet(dialogState).add(root);
    data.turns += 1;
    const { humanOffered } = data;
    data.humanOffered = false;
    const { utterance, readings, isUpset, language } = understandMessage(
      utteranceOf(activity),
      freshFocus(data, now),
    );
    if (isUpset) data.upset = data.turns;
    const { isWaiting } = whose;
    setTurn(context, { utterance, readings, language, data, humanOffered, isUpset, isWaiting, now });
    const dc = await dialogs.createContext(context);
    await (dc.activeDialog === undefined ? dc.beginDialog(RootDialog.id) : dc.continueDialog());
    log.info(
      {
        conversationId: activity.conversation.id,
        activityId: activity.id,
        channel: activity.channelId,
        readings: readings.map(({ intent, confidence, certainty }) => ({ intent, confidence, certainty })),
        misses: data.misses,
        milliseconds: clock().getTime() - now.getTime(),
      },
      'turn',
    );
  }

  /** Greets the customer once per conversation. */
  async function welcome(context: TurnContext, data: ConversationData): Promise<void> {
    if (data.greeted) return;
    data.greeted = true;
    const text = knowledge.smallTalk.get('greeting')?.text ?? '';
    await say(context, { kind: 'small-talk', text, choices: topicChoices(services), answerId: 'greeting' });
  }

  /**
   * Apologises with one plain sentence and a reference number, logs the cause, and gives the next turn a clean start.
   */
  async function apologise(
    context: TurnContext,
    {
      state,
      dialogState,
      conversation: dataState,
    }: {
      state: ConversationState;
      dialogState: StatePropertyAccessor<DialogState>;
      conversation: StatePropertyAccessor<ConversationData>;
    },
    error: unknown,
  ): Promise<void> {
    const { conversation, id: activityId } = context.activity;
    const number = reference();
    log.error({ err: error, reference: number, conversationId: conversation?.id, activityId }, 'turn failed');
    const text = `Sorry, something went wrong on my side. Please send your message again; if it keeps happening, quote the number **${number}**.`;
    try {
      await say(context, { kind: 'error', text });
      // Whatever is open, set aside or waiting may be what broke, and would fail every later turn too.
      await dialogState.delete(context);
      const data = await dataState.get(context, newConversation());
      data.pending = [];
      delete data.parked;
      await state.saveChanges(context);
    } catch (secondError) {
      log.error({ err: secondError, reference: number, conversationId: conversation?.id }, 'apology failed');
    }
  }
}
