import { DIRECT_LINE, TEAMS } from '#channel-ids.ts';
import { PATCH_STATUS } from '#evaluation/labelled-utterance.ts';
import { beginnings } from './calendar.ts';
import type { Chance } from './chance.ts';
import { framed } from './frame.ts';
import { customerNames } from './people.ts';
import { plantedTopics, type PlantedTopic } from './topics.ts';
import { foreignWordings, type Wordings } from './wordings.ts';

/** How a conversation ends, as planted. The insights must find the same. */
export const fates = ['confirmed', 'assumed', 'unresolved', 'abandoned'] as const;
type Fate = (typeof fates)[number];

/** How the customer behaves once they have asked. */
type Behaviour =
  /** Presses the thumb up, says thanks, or simply leaves. */
  | 'thumb-up'
  | 'thanks'
  | 'leaves'
  /** Presses the thumb down. */
  | 'thumb-down'
  /** Says that it did not help. */
  | 'complains'
  /** Asks for a person. */
  | 'person'
  /** Is asked what they mean, and does not answer. */
  | 'ignores';

/** A conversation before it has taken place. */
export interface PlannedConversation {
  fate: Fate;
  behaviour: Behaviour;
  /** What the customer asks, one message after another. */
  questions: readonly string[];
  /** The planted topic that they ask about. */
  topic?: PlantedTopic;
  locale: string;
  channel: string;
  customer: { id: string; name: string | undefined };
  /** When it begins. Milliseconds. */
  at: number;
}

type Draft = Pick<PlannedConversation, 'fate' | 'behaviour' | 'questions' | 'topic'> & {
  locale?: string;
  /** Comes back with the same question, so that the first time no longer counts as resolved. */
  again?: Draft;
};

/** The planted rates, as shares of all conversations; the rest are abandoned. */
const rates = { confirmed: 0.26, assumed: 0.36, unresolved: 0.3 } as const;
/** The number of conversations at which the topics get their full number of questions. */
const FULL = 4500;
const HOUR_MS = 3_600_000;

export interface DemoSize {
  conversations: number;
  days: number;
  /** The last moment. Milliseconds. */
  until: number;
}

/** Plans all conversations of the demonstration, in the order in which they begin. */
export function planConversations(size: DemoSize, wordings: Wordings, chance: Chance): PlannedConversation[] {
  const drafts = draftAll(size.conversations, wordings, chance);
  const times = beginnings(drafts.length, size.days, size.until - HOUR_MS, chance);
  const planned = chance
    .shuffled(drafts)
    .flatMap((draft, at) => place(draft, times[at] ?? size.until, size, chance));
  return planned.sort((a, b) => a.at - b.at);
}

function draftAll(count: number, wordings: Wordings, chance: Chance): Draft[] {
  const ask = questionsOf(wordings, chance);
  const unresolved = Math.round(count * rates.unresolved);
  const unknown = [...topicDrafts(count / FULL, wordings, chance), ...foreignDrafts(count / 75, chance)];
  const others = Math.max(0, unresolved - unknown.length);
  const returning = Math.round(others * 0.25);
  const disliked = Math.round(others * 0.3);
  const repeating = Math.round(others * 0.1);
  const confirmed = Math.round(count * rates.confirmed);
  const assumed = Math.round(count * rates.assumed);
  const known = (fate: Fate, behaviour: () => Behaviour, many: number): Draft[] =>
    Array.from({ length: many }, () => ({ fate, behaviour: behaviour(), questions: ask() }));
  return [
    ...unknown,
    ...known(
      'confirmed',
      () =>
        chance.weighted([
          ['thumb-up', 6],
          ['thanks', 4],
        ]),
      confirmed,
    ),
    ...known('assumed', () => 'leaves', assumed - returning),
    ...known('unresolved', () => 'leaves', returning).map((draft) => ({
      ...draft,
      again: comesAgain(draft),
    })),
    ...known(
      'unresolved',
      () =>
        chance.weighted([
          ['thumb-down', 7],
          ['complains', 3],
        ]),
      disliked,
    ),
    ...repeatedDrafts(repeating, wordings, chance),
    ...known('unresolved', () => 'person', others - returning - disliked - repeating),
    ...abandonedDrafts(count - confirmed - assumed - unknown.length - others, wordings, chance),
  ];
}

const comesAgain = ({ questions }: Draft): Draft => ({
  fate: 'assumed',
  behaviour: 'leaves',
  questions: questions.slice(-1),
});

/** Returns a source of questions that the bot knows: some subjects are far more frequent than others. */
function questionsOf({ sure }: Wordings, chance: Chance): () => string[] {
  const subjects = chance.shuffled([...sure]).map((subject, at) => [subject[1], 1 / (at + 2)] as const);
  return () => {
    const count = chance.weighted([
      [1, 70],
      [2, 24],
      [3, 6],
    ]);
    // Each about a different subject: a customer who asks the same thing again was not helped.
    const about = new Set(Array.from({ length: count }, () => chance.weighted(subjects)));
    return [...about].map((wordings) => chance.oneOf(wordings));
  };
}

/** The planted topics' questions; a quarter of the customers try again in other words. */
function topicDrafts(scale: number, wordings: Wordings, chance: Chance): Draft[] {
  return plantedTopics.flatMap((topic) => {
    const drafts: Draft[] = [];
    // Some wordings resemble what the bot knows.
    const asks = topic.asks.filter(wordings.isUnknown);
    for (let left = Math.max(1, Math.round(topic.questions * scale)); left > 0;) {
      const asked = Math.min(left, chance.happens(0.25) ? 2 : 1);
      const questions = chance
        .shuffled(asks)
        .slice(0, asked)
        .map((ask) => unknownWording(ask, wordings, chance));
      drafts.push({
        fate: 'unresolved',
        behaviour: chance.happens(0.5) ? 'person' : 'leaves',
        questions,
        topic,
      });
      left -= asked;
    }
    return drafts;
  });
}

/** A mistyped question may also resemble what the bot knows: then another wording is used. */
function unknownWording(ask: string, { isUnknown }: Wordings, chance: Chance): string {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const wording = framed(ask, chance);
    if (isUnknown(wording)) return wording;
  }
  return ask;
}

/** Customers who ask the same thing again in other words, and then leave. */
function repeatedDrafts(count: number, { sure }: Wordings, chance: Chance): Draft[] {
  const subjects = [...sure].filter(([id, asks]) => id !== PATCH_STATUS && asks.length > 1);
  return Array.from({ length: subjects.length === 0 ? 0 : count }, () => ({
    fate: 'unresolved',
    behaviour: 'leaves',
    questions: chance.shuffled(chance.oneOf(subjects)[1]).slice(0, 2),
  }));
}

const foreignDrafts = (count: number, chance: Chance): Draft[] =>
  Array.from({ length: Math.round(count) }, () => {
    const { text, locale } = chance.oneOf(foreignWordings);
    return { fate: 'unresolved', behaviour: 'leaves', questions: [text], locale };
  });

const abandonedDrafts = (count: number, { close }: Wordings, chance: Chance): Draft[] =>
  Array.from({ length: count }, () => ({
    fate: 'abandoned',
    behaviour: 'ignores',
    questions: [chance.oneOf(close)],
  }));

/** Gives a draft its time, channel and customer, and adds the second visit of those who come back. */
function place(
  { again, ...draft }: Draft,
  begins: number,
  { until }: DemoSize,
  chance: Chance,
  customer = newCustomer(chance),
): PlannedConversation[] {
  // A customer who comes back needs time to do so.
  const at = again === undefined ? begins : Math.min(begins, until - 12 * HOUR_MS);
  const planned = { ...customer, ...draft, at, locale: draft.locale ?? customer.locale };
  if (again === undefined) return [planned];
  const later = Math.min(at + (2 + chance.random() * 60) * HOUR_MS, until - HOUR_MS);
  return [planned, ...place(again, later, { until } as DemoSize, chance, customer)];
}

const locales = [
  ['en-US', 46],
  ['en-GB', 16],
  ['de-DE', 16],
  ['es-ES', 9],
  ['zh-TW', 8],
  ['fr-FR', 5],
] as const;
const channels = [
  [DIRECT_LINE, 78],
  [TEAMS, 14],
  ['facebook', 8],
] as const;

const newCustomer = (chance: Chance): Pick<PlannedConversation, 'channel' | 'locale' | 'customer'> => ({
  channel: chance.weighted(channels),
  locale: chance.weighted(locales),
  customer: {
    id: `dl_demo-${Math.floor(chance.random() * 2 ** 48).toString(36)}`,
    name: chance.happens(0.35) ? chance.oneOf(customerNames) : undefined,
  },
});
