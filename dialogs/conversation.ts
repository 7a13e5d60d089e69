import type { SetAside } from './dialog-stack.ts';
import type { Focus } from '#understanding/context.ts';
import { advisoriesNamed } from '#understanding/advisories.ts';
import { commandIntents, socialIntents } from '#understanding/intents.ts';
import type { Reading } from '#understanding/understanding.ts';

/** What the bot remembers of a conversation between turns. Plain JSON: dates are ISO strings. */
export interface ConversationData {
  /** Customer turns so far. */
  turns: number;
  /** Messages in a row that were not understood. */
  misses: number;
  /** What was last spoken of, and when. */
  focus?: {
    app?: string;
    models: string[];
    /** All models spoken of, the oldest first. */
    mentioned?: string[];
    intent?: string;
    /** The id of the advisory last named or told of, where it was one. */
    advisory?: string;
    turn: number;
    at: string;
  };
  /** The question last asked, in the customer's words. */
  question?: string;
  /** The answer last told, for "that did not help". */
  lastAnswerId?: string;
  /** The option whose steps were last told, of a guided answer. */
  option?: string;
  /** The answers that were told in short in a turn: "more" tells the rest. */
  heldBack?: { ids: string[]; turn: number };
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
  /** The turn in which the bot last showed understanding because the customer was upset. */
  soothed?: number;
  /** How often it did. */
  soothings?: number;
  /** The other language in which the bot last said that it answers in English, and when. */
  foreign?: { code: string; turn: number };
  /** The turn in which the customer was last plainly upset. */
  upset?: number;
  /** The turn in which the bot last offered to take a message for a person. */
  messageOffered?: number;
  /** The message last left for a person, to put its address or name right. */
  left?: { reference: string; name?: string; email?: string; turn: number };
  /** A question of the bot's own that was left for something else; an answer to it is still heard. */
  parked?: { stack: SetAside; turn: number };
  /** How often the bot was sorry that its advice did not work. */
  apologies?: number;
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

/** So many models are remembered for "the first one". */
const MOST_MENTIONED = 8;
/** A question is remembered up to here, for a correction of it. */
const LONGEST_QUESTION = 300;

/** What was last spoken of, where it is still fresh at `now`. */
export function freshFocus(data: ConversationData, now: Date): Focus | undefined {
  const { focus, question: utterance } = data;
  if (focus === undefined) return utterance === undefined ? undefined : { models: [], utterance };
  const isFresh =
    data.turns - focus.turn <= freshTurns && now.getTime() - Date.parse(focus.at) <= freshMilliseconds;
  if (!isFresh) return undefined;
  const { app, models, mentioned = [], intent, advisory } = focus;
  return { app, models, mentioned, intent, advisory, utterance };
}

/** What a message or an answer spoke of. */
interface SpokenOf {
  app?: string | undefined;
  /** Ids of the advisories that it is about: an app is not spoken of any more then. */
  advisories?: readonly string[] | undefined;
  models?: readonly string[] | undefined;
  intent?: string | undefined;
}

/**
 * Remembers what was spoken of. What is not told anew is kept, but a model or an advisory takes an app's place, and of
 * several advisories none is in mind. A model stays in mind whatever is spoken of next.
 */
export function rememberFocus(data: ConversationData, now: Date, spoken: SpokenOf): void {
  const before = freshFocus(data, now);
  const { app: named, advisories = [], models = [] } = spoken;
  const isOfAnother = advisories.length + models.length > 0;
  const app = named ?? (isOfAnother ? undefined : before?.app);
  const intent = spoken.intent ?? before?.intent;
  const advisory = advisories.length > 1 ? undefined : (advisories[0] ?? before?.advisory);
  data.focus = {
    ...(advisory === undefined ? {} : { advisory }),
    ...(app === undefined ? {} : { app }),
    models: [...(models.length > 0 ? models : (before?.models ?? []))],
    mentioned: [...new Set([...(before?.mentioned ?? []), ...models])].slice(-MOST_MENTIONED),
    ...(intent === undefined ? {} : { intent }),
    turn: data.turns,
    at: now.toISOString(),
  };
}

/** The listed models that readings name. */
export const listedIn = (readings: readonly Pick<Reading, 'models'>[]): string[] => [
  ...new Set(
    readings.flatMap(({ models }) =>
      models.flatMap((mention) => (mention.kind === 'listed' ? [mention.model] : [])),
    ),
  ),
];

const isQuestion = ({ intent }: Reading): boolean =>
  !socialIntents.has(intent) && !commandIntents.has(intent);

/**
 * Remembers what a message asked and named, whatever becomes of it: "the EAP600 is at my mother's" makes that the model
 * of "is it patched?".
 */
export function rememberSpoken(data: ConversationData, now: Date, readings: readonly Reading[]): void {
  const question = readings.findLast(isQuestion);
  if (question !== undefined) data.question = question.utterance.slice(0, LONGEST_QUESTION);
  const models = listedIn(readings);
  const [app] = readings.flatMap(({ apps }) => apps);
  if (models.length > 0 || app !== undefined) rememberFocus(data, now, { app, models });
  const [advisory, ...others] = advisoriesNamed(readings.flatMap(({ advisories }) => advisories));
  if (advisory === undefined || others.length > 0) return;
  data.focus = { ...(data.focus ?? { models: [], turn: data.turns, at: now.toISOString() }), advisory };
}
