import type { TurnContext } from '#bot-framework/turn.ts';
import { listedIn } from '#dialogs/conversation.ts';
import type { DialogInstance } from '#dialogs/dialog.ts';
import type { Turn } from '#dialogs/turn.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import type { NewTurnFact, RunnerUp, Thumb } from '#store/turn-facts.ts';
import { cutText } from '#text/cut-text.ts';
import { commandIntents, socialIntents } from '#understanding/intents.ts';
import type { Certainty, Reading } from '#understanding/understanding.ts';
import { type BeforeTurn, type MessageForPerson, messageForPerson } from './message-for-person.ts';
import { repliesOf, type TurnOutcome } from './turn-outcome.ts';

/** What a turn produces in addition to its replies and its state, to be stored with them. */
export interface TurnRecord {
  /** How the message was understood, and the outcome; none if an agent has the conversation, or for an event. */
  fact?: NewTurnFact;
  /** Thumbs that the customer gave to earlier answers. */
  thumbs: Thumb[];
  /** If the message says so, whether the last answer helped. */
  helpful?: boolean;
}

/** The key in `context.turnState` for the turn's record. Channels whose turns are not stored set none. */
export const TURN_RECORD = Symbol('record of the turn');

export const newTurnRecord = (): TurnRecord => ({ thumbs: [] });

export const recordOf = (context: TurnContext): TurnRecord | undefined =>
  context.turnState.get<TurnRecord | undefined>(TURN_RECORD);

const certainties = { sure: 'sure', close: 'unsure', unknown: 'unknown' } as const satisfies Record<
  Certainty,
  NewTurnFact['certainty']
>;

const MAX_RUNNERS_UP = 3;
const MIN_SCORE = 0.01;
const LONGEST_LOCALE = 35;

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

/** The next likeliest intents, likeliest first. */
function runnersUpOf({ intent, ranked }: Reading): RunnerUp[] {
  const found: RunnerUp[] = [];
  for (const { intent: other, score } of ranked) {
    if (score < MIN_SCORE || found.length === MAX_RUNNERS_UP) break;
    if (other !== intent && other !== 'oos') found.push({ intent: other, confidence: rounded(score) });
  }
  return found;
}

const intentOf = ({ intent }: Reading): string | null => (intent === 'oos' ? null : intent);

const asks = ({ intent }: Reading): boolean => !socialIntents.has(intent) && !commandIntents.has(intent);

/** What the message was about: the customer's choice, otherwise its first question, otherwise its first words. */
const mainReading = ({ chosen, readings }: Turn): Reading => chosen ?? readings.find(asks) ?? readings[0];

/** The state of a turn after the dialogs have run. */
interface TurnEnded {
  /** `performance.now()` */
  began: number;
  stack: readonly DialogInstance[];
  before: BeforeTurn;
  knowledgeVersion: string;
}

/** Records an answered message. It is called in every turn, so it must cost next to nothing. */
export function recordTurn(
  context: TurnContext,
  turn: Turn,
  { began, stack, before, knowledgeVersion }: TurnEnded,
): void {
  const record = recordOf(context);
  if (record === undefined) return;
  const { activity } = context;
  const { outcome, answerId } = repliesOf(context);
  const told = outcome === 'answered' ? 'nothing' : messageForPerson(turn, stack, before);
  record.fact = {
    conversationId: conversationKey(activity),
    id: activity.id ?? '',
    channel: activity.channelId,
    locale: activity.locale === undefined ? null : cutText(activity.locale, LONGEST_LOCALE),
    at: turn.now.getTime(),
    ...(told === 'nothing' ? askedIn(turn, record, outcome) : toldIn(record, told, outcome)),
    knowledgeVersion,
    answer: answerId ?? null,
    chosen: null,
    tookMicroseconds: Math.round((performance.now() - began) * 1000),
  };
}

/** The parts of a fact that say what the message meant. */
type Meaning = Pick<
  NewTurnFact,
  | 'question'
  | 'parts'
  | 'intent'
  | 'rule'
  | 'certainty'
  | 'confidence'
  | 'runnersUp'
  | 'models'
  | 'apps'
  | 'outcome'
>;

/** What the customer asked the bot. */
function askedIn(turn: Turn, record: TurnRecord, outcome: TurnOutcome): Meaning {
  const reading = mainReading(turn);
  return {
    question: turn.utterance,
    parts: turn.readings.map((each) => ({
      text: each.utterance,
      intent: intentOf(each),
      confidence: rounded(each.confidence),
    })),
    ...meaningOf(turn, reading, record),
    certainty: certainties[reading.certainty],
    confidence: rounded(reading.confidence),
    runnersUp: runnersUpOf(reading),
    models: listedIn(turn.readings),
    apps: reading.apps,
    outcome: outcomeOf(outcome, reading),
  };
}

/** For messages to a person, only that there was one: the words, and what they might mean, are left out. */
const toldIn = ({ helpful }: TurnRecord, told: MessageForPerson, outcome: TurnOutcome): Meaning => ({
  question: '',
  parts: [],
  intent: helpful === undefined ? null : helpIntent(helpful),
  rule: null,
  certainty: 'unknown',
  confidence: 0,
  runnersUp: [],
  models: [],
  apps: [],
  outcome: told === 'message' || (told === 'detail' && outcome === 'hand_off') ? 'handed-over' : 'small-talk',
});

const helpIntent = (helpful: boolean): string => (helpful ? 'feedback-good' : 'feedback-bad');

/** "Yes" to "did this help?" means that it helped, whatever else it may mean. */
function meaningOf(
  { chosen }: Turn,
  reading: Reading,
  { helpful }: TurnRecord,
): Pick<NewTurnFact, 'intent' | 'rule'> {
  if (helpful !== undefined) return { intent: helpIntent(helpful), rule: 'context' };
  if (chosen !== undefined) return { intent: chosen.intent, rule: 'choice' };
  return { intent: intentOf(reading), rule: reading.rule === 'classifier' ? null : reading.rule };
}

/** The outcome of the message, in the terms of the facts. */
function outcomeOf(outcome: TurnOutcome, reading: Reading): NewTurnFact['outcome'] {
  switch (outcome) {
    case 'answered':
      return 'answered';
    case 'asked_back':
      return 'asked-back';
    case 'hand_off':
      return 'handed-over';
    case 'not_understood':
      return reading.boundary === undefined ? 'unknown' : 'boundary';
    default:
      return 'small-talk';
  }
}
