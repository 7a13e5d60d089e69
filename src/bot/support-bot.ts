import type { Logger } from 'pino';
import { ActivityTypes } from '#bot-framework/activity.ts';
import type { Storage } from '#bot-framework/state.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import type { DialogServices } from '#dialogs/services.ts';
import type { Handoff } from '#handoff/handoff.ts';
import { UnstoredTurn } from '#handoff/refuse-unstored.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { createUnderstandMessage } from '#understanding/understand-message.ts';
import { foreignLanguageFor } from '#understanding/from-knowledge.ts';
import type { Understand } from '#understanding/understand.ts';
import { answerMessage, type AnswerParts } from './answer-message.ts';
import { apologise } from './apologise.ts';
import { ConversationMemory } from './conversation-memory.ts';
import { handleEvent } from './handle-event.ts';
import { createInLanguage } from './in-language.ts';
import { onceStored } from './once-stored.ts';
import { say } from './say.ts';
import { beginReplies } from './turn-outcome.ts';
import { recordOf } from './turn-record.ts';
import { TURN_STORAGE } from './turn-storage.ts';
import { isArrival, welcome } from './welcome.ts';

/** Handles one turn, from the activity to the replies and the saved state. @throws UnstoredTurn, and nothing else */
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
  /** The number of the release that the knowledge comes from; undefined if it is not a release. */
  release?: number;
}

/** Creates the bot. All conversations share the dialog objects; state lives only in the turn's storage. */
export function createBot(parts: BotParts): BotLogic {
  const { clock, log } = parts;
  const services = servicesOf(parts);
  const answerParts: AnswerParts = {
    services,
    inLanguage: createInLanguage(services),
    understandMessage: createUnderstandMessage(parts.understand, foreignLanguageFor(parts.knowledge)),
    clock,
    log,
    knowledgeVersion: parts.release === undefined ? '' : String(parts.release),
  };
  return async (context) => {
    const storage = context.turnState.get<Storage>(TURN_STORAGE) ?? parts.storage;
    let memory: ConversationMemory | undefined;
    beginReplies(context);
    try {
      memory = await ConversationMemory.read(context, storage);
      await handle(answerParts, context, memory);
      await memory.write();
    } catch (error) {
      if (error instanceof UnstoredTurn) throw error;
      await apologise(parts, context, { memory, storage }, error);
    }
  };
}

const servicesOf = ({ knowledge, understand, handoff, log }: BotParts): DialogServices => ({
  knowledge,
  understand,
  handoff,
  say,
  onFeedback: (context, { answerId, helpful, activityId }) => {
    const record = recordOf(context);
    if (activityId !== undefined) record?.thumbs.push({ activityId, answerId, helpful });
    else if (record !== undefined) record.helpful = helpful;
    const conversationId = context.activity.conversation.id;
    onceStored(context, () => log.info({ conversationId, answerId, helpful }, 'feedback'));
  },
});

async function handle(parts: AnswerParts, context: TurnContext, memory: ConversationMemory): Promise<void> {
  const { activity } = context;
  if (activity.type === ActivityTypes.Message) return answerMessage(parts, context, memory);
  const { services } = parts.inLanguage(activity.locale);
  if (isArrival(activity)) await welcome(services, context, memory.data);
  else if (activity.type === ActivityTypes.Event) await handleEvent(services, context, memory.data);
}
