import type { Logger } from 'pino';
import type { Storage } from '#bot-framework/state.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { ConversationMemory } from './conversation-memory.ts';
import { say } from './say.ts';

/** What is remembered, or where it is stored if it could not be read. */
interface TurnState {
  memory: ConversationMemory | undefined;
  storage: Storage;
}

/** Apologises with one plain sentence and a reference number, logs the cause, and gives the next turn a clean start. */
export async function apologise(
  { log, reference }: { log: Logger; reference: () => string },
  context: TurnContext,
  state: TurnState,
  error: unknown,
): Promise<void> {
  const { conversation, id: activityId } = context.activity;
  const number = reference();
  log.error({ err: error, reference: number, conversationId: conversation?.id, activityId }, 'turn failed');
  const text = `Sorry, something went wrong on my side. Please send your message again; if it keeps happening, quote the number **${number}**.`;
  try {
    await say(context, { kind: 'error', text });
    await startAfresh(context, state);
  } catch (secondError) {
    log.error({ err: secondError, reference: number, conversationId: conversation?.id }, 'apology failed');
  }
}

/**
 * Drops everything that is open, set aside or waiting: it may be the cause of the error, and would make every later
 * turn fail too.
 */
async function startAfresh(context: TurnContext, { memory: read, storage }: TurnState): Promise<void> {
  const memory = read ?? (await ConversationMemory.read(context, storage));
  memory.dropDialogs();
  memory.data.pending = [];
  delete memory.data.parked;
  await memory.write();
}
