import type { Logger } from 'pino';
import type { TurnContext } from '#bot-framework/turn.ts';
import { freshFocus } from '#dialogs/conversation.ts';
import type { DialogServices } from '#dialogs/services.ts';
import { setTurn, type Turn } from '#dialogs/turn.ts';
import type { createUnderstandMessage } from '#understanding/understand-message.ts';
import { resolveOwner } from './chat-turn.ts';
import type { ConversationMemory } from './conversation-memory.ts';
import type { InLanguage } from './in-language.ts';
import { onceStored } from './once-stored.ts';
import { sentTicketIn } from './ticket-form.ts';
import { beforeTurn } from './message-for-person.ts';
import { recordTurn } from './turn-record.ts';
import { utteranceOf } from './utterance-of.ts';

/** What answering needs; shared by all conversations. */
export interface AnswerParts {
  services: DialogServices;
  inLanguage: InLanguage;
  understandMessage: ReturnType<typeof createUnderstandMessage>;
  clock: () => Date;
  log: Logger;
  /** Stored with each turn. */
  knowledgeVersion: string;
}

/** Answers a customer's message, unless an agent has the conversation. */
export async function answerMessage(
  parts: AnswerParts,
  context: TurnContext,
  memory: ConversationMemory,
): Promise<void> {
  const { services, inLanguage, clock, log } = parts;
  const now = clock();
  const began = performance.now();
  const { data } = memory;
  const owner = await resolveOwner(services, context, data);
  if (owner.owner === 'agent') {
    onceStored(context, () => log.info(idsOf(context), 'left the message to the agent'));
    return;
  }
  // A question that the bot asked before the chat no longer needs an answer.
  if (owner.isBack) memory.dropDialogs();
  const turn = beginTurn(parts, context, { data, isWaiting: owner.isWaiting, now });
  setTurn(context, turn);
  const before = beforeTurn(turn, memory.stack);
  await inLanguage(turn.language, context.activity.locale).root.answer(context, memory.stack);
  const { knowledgeVersion } = parts;
  recordTurn(context, turn, { began, stack: memory.stack, before, knowledgeVersion });
  const record = {
    ...idsOf(context),
    channel: context.activity.channelId,
    readings: turn.readings.map(({ intent, confidence, certainty }) => ({ intent, confidence, certainty })),
    misses: data.misses,
    milliseconds: clock().getTime() - now.getTime(),
  };
  onceStored(context, () => log.info(record, 'turn'));
}

/** Counts the turn, and interprets its message. */
function beginTurn(
  { understandMessage }: AnswerParts,
  { activity }: TurnContext,
  { data, isWaiting, now }: Pick<Turn, 'data' | 'isWaiting' | 'now'>,
): Turn {
  data.turns += 1;
  const { humanOffered } = data;
  data.humanOffered = false;
  const understood = understandMessage(utteranceOf(activity), freshFocus(data, now));
  const { utterance, readings, isUpset, language } = understood;
  if (isUpset) data.upset = data.turns;
  const ticket = sentTicketIn(activity);
  return { utterance, readings, language, data, ticket, humanOffered, isUpset, isWaiting, now };
}

const idsOf = ({ activity }: TurnContext) => ({
  conversationId: activity.conversation.id,
  activityId: activity.id,
});
