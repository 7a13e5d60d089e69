import type { TurnContext } from '#bot-framework/turn.ts';
import type { Reading } from '#understanding/understanding.ts';
import type { ConversationData } from './conversation.ts';

/** A customer's message on its way through the dialogs: what was said, how it is read, what is remembered. */
export interface Turn {
  /** The message, cleaned; '' when it held no words (a picture, blanks). */
  utterance: string;
  /** One for each question in the message, at least one. */
  readings: readonly [Reading, ...Reading[]];
  /** Remembered between turns; dialogs change it in place, the bot saves it. */
  data: ConversationData;
  /** The last thing the bot said was whether to get a person: "yes" takes it up. */
  humanOffered: boolean;
  /** The language that the message seems to be in, where that is not English: an ISO 639-1 code. */
  language: string | undefined;
  /** The message is plainly angry. */
  isUpset: boolean;
  /** The customer waits for a person. */
  isWaiting: boolean;
  now: Date;
}

const TURN = Symbol('turn');

/** Puts the turn where the dialogs find it. */
export const setTurn = (context: TurnContext, turn: Turn): void => {
  context.turnState.set(TURN, turn);
};

/** The turn that is running. Throws where the bot did not set one: a fault of the wiring. */
export function turnOf(context: TurnContext): Turn {
  const turn = context.turnState.get<Turn | undefined>(TURN);
  if (turn === undefined) throw new Error('No turn was set before the dialogs ran.');
  return turn;
}
