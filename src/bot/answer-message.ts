import type { Logger } from 'pino';
import { DialogSet, type DialogState } from '#bot-framework/dialogs.ts';
import type { StatePropertyAccessor } from '#bot-framework/state.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { type ConversationData, freshFocus } from '#dialogs/conversation.ts';
import { RootDialog } from '#dialogs/root.ts';
import type { DialogServices } from '#dialogs/services.ts';
import { setTurn, type Turn } from '#dialogs/turn.ts';
import type { createUnderstandMessage } from '#understanding/understand-message.ts';
import { resolveOwner } from './chat-turn.ts';
import { utteranceOf } from './utterance-of.ts';

/** What answering needs; it is shared by all conversations. */
export interface AnswerParts {
  services: DialogServices;
  root: RootDialog;
  understandMessage: ReturnType<typeof createUnderstandMessage>;
  clock: () => Date;
  log: Logger;
}

/** What is stored of one conversation. */
interface MessageState {
  data: ConversationData;
  dialogState: StatePropertyAccessor<DialogState>;
}

/** Answers a customer's message, unless an agent has the conversation. */
export async function answerMessage(
  parts: AnswerParts,
  context: TurnContext,
  { data, dialogState }: MessageState,
): Promise<void> {
  const { services, root, clock, log } = parts;
  const now = clock();
  const owner = await resolveOwner(services, context, data);
  if (owner.owner === 'agent') {
    log.info(idsOf(context), 'left the message to the agent');
    return;
  }
  // Whatever the bot asked before the chat no longer needs an answer.
  if (owner.isBack) await dialogState.delete(context);
  const dialogs = new DialogSet(dialogState).add(root);
  const turn = beginTurn(parts, context, { data, isWaiting: owner.isWaiting, now });
  setTurn(context, turn);
  const dc = await dialogs.createContext(context);
  await (dc.activeDialog === undefined ? dc.beginDialog(RootDialog.id) : dc.continueDialog());
  log.info(
    {
      ...idsOf(context),
      channel: context.activity.channelId,
      readings: turn.readings.map(({ intent, confidence, certainty }) => ({ intent, confidence, certainty })),
      misses: data.misses,
      milliseconds: clock().getTime() - now.getTime(),
    },
    'turn',
  );
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
  return { utterance, readings, language, data, humanOffered, isUpset, isWaiting, now };
}

const idsOf = ({ activity }: TurnContext) => ({
  conversationId: activity.conversation.id,
  activityId: activity.id,
});
