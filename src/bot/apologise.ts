import type { Logger } from 'pino';
import type { DialogState } from '#bot-framework/dialogs.ts';
import type { ConversationState, StatePropertyAccessor } from '#bot-framework/state.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { type ConversationData, newConversation } from '#dialogs/conversation.ts';
import { say } from './say.ts';

/** A turn's state, and what is in it. */
export interface TurnState {
  state: ConversationState;
  dialogState: StatePropertyAccessor<DialogState>;
  conversation: StatePropertyAccessor<ConversationData>;
}

/** Apologises with one plain sentence and a reference number, logs the cause, and gives the next turn a clean start. */
export async function apologise(
  { log, reference }: { log: Logger; reference: () => string },
  context: TurnContext,
  turnState: TurnState,
  error: unknown,
): Promise<void> {
  const { conversation, id: activityId } = context.activity;
  const number = reference();
  log.error({ err: error, reference: number, conversationId: conversation?.id, activityId }, 'turn failed');
  const text = `Sorry, something went wrong on my side. Please send your message again; if it keeps happening, quote the number **${number}**.`;
  try {
    await say(context, { kind: 'error', text });
    await startAfresh(context, turnState);
  } catch (secondError) {
    log.error({ err: secondError, reference: number, conversationId: conversation?.id }, 'apology failed');
  }
}

/** Drops whatever is open, set aside or waiting: it may be what broke, and would fail every later turn too. */
async function startAfresh(
  context: TurnContext,
  { state, dialogState, conversation }: TurnState,
): Promise<void> {
  await dialogState.delete(context);
  const data = await conversation.get(context, newConversation());
  data.pending = [];
  delete data.parked;
  await state.saveChanges(context);
}
