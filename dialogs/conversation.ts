import type { SetAside } from './dialog-stack.ts';
import type { Focus } from '#understanding/context.ts';
import { advisoriesNamed } from '#understanding/advisories.ts';
import { commandIntents, socialIntents } from '#understanding/intents.ts';
import type { Reading } from '#understanding/understanding.ts';

/** What the bot remembers of a conversation between turns. Plain JSON: dates are ISO strings. */
export interface ConversationData {
  /** Turns of the customer so far. */
  turns: number;
  /** How many messages in a row the bot did not understand. */
  misses: number;
  /** What the conversation was last about, and since when. */
  focus?: {
    app?: string;
    models: string[];
    /** All models mentioned so far, oldest first. */
    mentioned?: string[];
    intent?: string;
    /** The turn in which that was answered. */
    answered?: number;
    /** What else was answered in the same turn. */
    beside?: { app?: string; advisory?: string; intent: string }[];
    /** The id of the last advisory mentioned, if any. */
    advisory?: string;
    /** The intents answered before that, oldest first. */
    earlier?: string[];
    /** The series of models that were listed last. */
    series?: readonly string[];
    turn: number;
    at: string;
  };
  /** The last question, in the customer's words. */
  question?: string;
  /** The last answer given, for "that did not help". */
  lastAnswerId?: string;
  /** The option of a guided answer whose steps were given last. */
  option?: string;
  /** The answers given in short form; "more" brings the rest. */
  heldBack?: { ids: string[]; turn: number };
  /** Whether "Did this help?" followed the last answer. The bot does not ask it twice in a row. */
  askedFeedback: boolean;
  /** The latest thumbs, by the activity that contained the answer. */
  rated?: Record<string, boolean>;
  /** A thumb has answered "Did this help?", so the question is no longer open. */
  feedbackGiven?: boolean;
  /** The turn in which the bot last said what it knows about. */
  scopeTold?: number;
  /** The bot's last message offered a person. */
  humanOffered: boolean;
  /** The customer has asked for a person, so an agent may have this conversation, now or again. */
  personAsked?: boolean;
  /** Reference of the chat whose end the bot has already noticed. */
  endedChat?: string;
  /** The turn in which the bot last showed understanding for an upset customer. */
  soothed?: number;
  /** How many times it has done so. */
  soothings?: number;
  /** The other language in which the bot last said that it answers in English, and when it did. */
  foreign?: { code: string; turn: number };
  /** The turn in which the customer was last clearly upset. */
  upset?: number;
  /** The turn in which the bot last offered to take a message for a person. */
  messageOffered?: number;
  /** The message last left for support, so that its address or name can be corrected. */
  left?: { reference: string; name?: string; email?: string; turn: number };
  /** One of the bot's own questions that was set aside for something else; an answer to it still counts. */
  parked?: { stack: SetAside; turn: number };
  /** How many times the bot has apologised for advice that did not work. */
  apologies?: number;
  /** The turn in which the bot last said that it did not know. */
  missed?: number;
  /** Questions from the same message that wait until the customer has answered the bot's own question. */
  pending: string[];
  greeted: boolean;
}

/** The state of a new conversation. */
export const newConversation = (): ConversationData => ({
  turns: 0,
  misses: 0,
  askedFeedback: false,
  humanOffered: false,
  pending: [],
  greeted: false,
});

/** How to reach the customer, as given with their last message to support. */
export const contactIn = ({ left }: ConversationData): { name?: string; email?: string } => ({
  ...(left?.name === undefined ? {} : { name: left.name }),
  ...(left?.email === undefined ? {} : { email: left.email }),
});

/** The focus expires after this many turns about other things, or after a long silence. */
const freshTurns = 6;
const freshMilliseconds = 30 * 60 * 1000;

/** How many models are remembered for "the first one". */
const MAX_MENTIONED = 8;
/** The longest question that is remembered for a later correction, in characters. */
const LONGEST_QUESTION = 300;

/** What the conversation was last about, if that is still recent at `now`. */
export function freshFocus(data: ConversationData, now: Date): Focus | undefined {
  const { focus, question: utterance } = data;
  if (focus === undefined) return utterance === undefined ? undefined : { models: [], utterance };
  const isFresh =
    data.turns - focus.turn <= freshTurns && now.getTime() - Date.parse(focus.at) <= freshMilliseconds;
  if (!isFresh) return undefined;
  const { app, models, mentioned = [], intent, beside = [], earlier = [], advisory, series } = focus;
  return { app, models, mentioned, intent, beside, earlier, advisory, series, utterance };
}

/** What a message or an answer mentioned. */
interface Mentioned {
  app?: string | undefined;
  /** Ids of the advisories that it is about. They replace an app in focus. */
  advisories?: readonly string[] | undefined;
  models?: readonly string[] | undefined;
  intent?: string | undefined;
  series?: readonly string[] | undefined;
}

/**
 * Updates the focus. Anything not mentioned again stays, with two exceptions: a model or an advisory replaces an app,
 * and after several advisories at once none is in focus. A model stays in focus whatever comes next.
 */
export function rememberFocus(data: ConversationData, now: Date, mentions: Mentioned): void {
  const before = freshFocus(data, now);
  const { app: named, advisories = [], models = [] } = mentions;
  const isOfAnother = advisories.length + models.length > 0;
  const app = named ?? (isOfAnother ? undefined : before?.app);
  const intent = mentions.intent ?? before?.intent;
  const advisory = advisories.length > 1 ? undefined : (advisories[0] ?? before?.advisory);
  const isAnswer = mentions.intent !== undefined;
  const series = isAnswer ? mentions.series : before?.series;
  const answered = isAnswer ? data.turns : data.focus?.answered;
  const beside = isAnswer ? answeredBeside(data, mentions.intent) : data.focus?.beside;
  const earlier = before === undefined ? [] : answeredEarlier(data, mentions.intent);
  data.focus = {
    ...(answered === undefined ? {} : { answered }),
    ...(beside === undefined || beside.length === 0 ? {} : { beside }),
    ...(earlier.length === 0 ? {} : { earlier }),
    ...(advisory === undefined ? {} : { advisory }),
    ...(app === undefined ? {} : { app }),
    ...(series === undefined || series.length === 0 ? {} : { series }),
    models: [...(models.length > 0 ? models : (before?.models ?? []))],
    mentioned: [...new Set([...(before?.mentioned ?? []), ...models])].slice(-MAX_MENTIONED),
    ...(intent === undefined ? {} : { intent }),
    turn: data.turns,
    at: now.toISOString(),
  };
}

/** What else was answered in this turn before the answer `intent`: a follow-up may be about any of it. */
function answeredBeside({ focus, turns }: ConversationData, intent: string | undefined) {
  if (focus?.intent === undefined || focus.answered !== turns) return [];
  const { app, advisory, intent: last, beside = [] } = focus;
  const all = [...beside, { ...(app && { app }), ...(advisory && { advisory }), intent: last }];
  return all.filter((one) => one.intent !== intent);
}

/** How many earlier answers are remembered. The first one always is. */
const MAX_EARLIER = 8;

/** The intents answered before `intent`, oldest first. */
function answeredEarlier({ focus }: ConversationData, intent: string | undefined): string[] {
  const { intent: last, earlier = [] } = focus ?? {};
  if (intent === undefined || last === undefined || last === intent) return earlier;
  const all = [...earlier, last];
  return all.length > MAX_EARLIER ? [all[0]!, ...all.slice(1 - MAX_EARLIER)] : all;
}

/** The listed models that the readings name. */
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
 * Remembers what a message asked and named, however it is answered: after "the EAP600 is at my mother's", "is it
 * patched?" is about that model.
 */
export function rememberMentions(data: ConversationData, now: Date, readings: readonly Reading[]): void {
  const question = readings.findLast(isQuestion);
  if (question !== undefined) data.question = question.utterance.slice(0, LONGEST_QUESTION);
  const models = listedIn(readings);
  const [app] = readings.flatMap(({ apps }) => apps);
  if (models.length > 0 || app !== undefined) rememberFocus(data, now, { app, models });
  const [advisory, ...others] = advisoriesNamed(readings.flatMap(({ advisories }) => advisories));
  if (advisory === undefined || others.length > 0) return;
  data.focus = { ...(data.focus ?? { models: [], turn: data.turns, at: now.toISOString() }), advisory };
}
