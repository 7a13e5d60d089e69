import type { TurnContext } from '#bot-framework/turn.ts';
import type { Reading } from '#understanding/understanding.ts';
import type { ConversationData } from './conversation.ts';

/** A complete message to support, sent with a client's form. */
export interface SentTicket {
  words: string;
  name?: string;
  email?: string;
  /** The same whenever the same content is sent again from the same form. */
  key: string;
}

/** A customer's message on its way through the dialogs, with its readings and what the bot remembers. */
export interface Turn {
  /** The message, cleaned; '' if it contained no words (a picture, blanks). */
  utterance: string;
  /** One for each question in the message; at least one. */
  readings: readonly [Reading, ...Reading[]];
  /** Remembered between turns. Dialogs change it in place and the bot saves it. */
  data: ConversationData;
  /** Set if the message was sent with a form. */
  ticket?: SentTicket | undefined;
  /** The bot's last message asked whether to get a person, so a "yes" accepts. */
  humanOffered: boolean;
  /** The language that the message seems to be in, if it is not English: an ISO 639-1 code. */
  language: string | undefined;
  /** The message is clearly angry. */
  isUpset: boolean;
  /** The customer is waiting for a person. */
  isWaiting: boolean;
  now: Date;
  /** The customer's choice, if this message picks one of the meanings that the bot offered. */
  chosen?: Reading;
}

const TURN = Symbol('turn');

/** Stores the turn where the dialogs find it. */
export const setTurn = (context: TurnContext, turn: Turn): void => {
  context.turnState.set(TURN, turn);
};

/** The current turn. Throws if the bot did not set one, which is a mistake in the wiring. */
export function turnOf(context: TurnContext): Turn {
  const turn = context.turnState.get<Turn | undefined>(TURN);
  if (turn === undefined) throw new Error('No turn was set before the dialogs ran.');
  return turn;
}

/** Whether the message was surely understood as `intent` and as nothing else. */
export const isOnly = ({ readings: [first, ...others] }: Turn, intent: string): boolean =>
  others.length === 0 && first.certainty === 'sure' && first.intent === intent;
