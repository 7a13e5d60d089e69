import type { Focus } from '../src/understanding/context.ts';

/** What the bot remembers of a conversation between turns. Plain JSON: dates are ISO strings. */
export interface ConversationData {
  /** Customer turns so far. */
  turns: number;
  /** Messages in a row that were not understood. */
  misses: number;
  /** What was last spoken of, and when. */
  focus?: { app?: string; models: string[]; intent?: string; turn: number; at: string };
  /** The answer last told, for "that did not help". */
  lastAnswerId?: string;
  /** Whether "Did this help?" followed the last answer: it is not asked twice in a row. */
  askedFeedback: boolean;
  /** Presses on "helpful" or not under answers, by the activity that told the answer; the newest ones. */
  rated?: Record<string, boolean>;
  /** Such a press has answered "Did this help?": it is not open any more. */
  feedbackGiven?: boolean;
  /** The bot's last words offered a person. */
  humanOffered: boolean;
  /** A person was asked for, and that has not come to its end as far as the bot knows. */
  personAsked?: boolean;
  /** The turn in which a person was last offered because the customer was upset. */
  soothed?: number;
  /** The turn in which the customer was last plainly upset. */
  upset?: number;
  /** The turn in which the bot last offered to take a message for a person. */
  messageOffered?: number;
  /** Questions of the same message that wait until the bot's own question is answered. */
  pending: string[];
  greeted: boolean;
}

/** A conversation of which nothing is known yet. */
export const newConversation = (): ConversationData => ({
  turns: 0,
  misses: 0,
  askedFeedback: false,
  humanOffered: false,
  pending: [],
  greeted: false,
});

/** A subject goes stale after so many turns on other things, or so long a silence. */
const freshTurns = 6;
const freshMilliseconds = 30 * 60 * 1000;

/** What was last spoken of, where it is still fresh at `now`. */
export function freshFocus(data: ConversationData, now: Date): Focus | undefined {
  const { focus } = data;
  if (focus === undefined) return undefined;
  const isFresh =
    data.turns - focus.turn <= freshTurns && now.getTime() - Date.parse(focus.at) <= freshMilliseconds;
  return isFresh ? { app: focus.app, models: focus.models, intent: focus.intent } : undefined;
}

/** Remembers what an answer spoke of. An app replaces models spoken of before, and the other way round. */
export function rememberFocus(
  data: ConversationData,
  now: Date,
  subject: { app?: string | undefined; models?: readonly string[]; intent: string },
): void {
  const keeps = subject.app === undefined && (subject.models ?? []).length === 0;
  const before = keeps ? freshFocus(data, now) : undefined;
  const app = subject.app ?? before?.app;
  data.focus = {
    ...(app === undefined ? {} : { app }),
    models: [...(keeps ? (before?.models ?? []) : (subject.models ?? []))],
    intent: subject.intent,
    turn: data.turns,
    at: now.toISOString(),
  };
}
