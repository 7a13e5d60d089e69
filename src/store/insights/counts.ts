import type { Resolution } from '../schema/insights.ts';
import type { TurnFact } from '../turn-facts.ts';
import type { LocalTime } from './local-time.ts';
import { isQuestion } from './later-facts.ts';

/** Everything that is counted by day. The names are stored. */
export type Measure =
  | 'conversations'
  | 'resolution'
  | 'returned'
  | 'person-asked'
  | 'questions'
  | 'outcome'
  | 'hour'
  | 'asked-again'
  | 'thumb'
  | 'helped'
  | 'answer'
  | 'answer-up'
  | 'answer-down'
  | 'answer-helped'
  | 'answer-not-helped'
  | 'answer-asked-again'
  | 'model'
  | 'app'
  | 'chats'
  | 'claimed'
  | 'missed'
  | 'stars';

/** How often something was counted, by day and then by `measure/key`. */
export type Counts = Record<string, Record<string, number>>;

/** The part of a chat that is counted. */
export interface CountedChat {
  requestedAt: number;
  isClaimed: boolean;
  /** Closed without an agent ever joining. */
  isMissed: boolean;
  stars: number | null;
}

/** A conversation as it is counted. */
export interface CountedConversation {
  /** In order; at least one. */
  facts: readonly TurnFact[];
  chats: readonly CountedChat[];
  resolution: Resolution | null;
}

/** Counts a conversation. Nothing in the result says anything about a person. */
export function countsOf(
  { facts, chats, resolution }: CountedConversation,
  localTime: (at: number) => LocalTime,
): Counts {
  const counts: Counts = {};
  const add = (day: string, measure: Measure, key = ''): void => {
    const ofDay = (counts[day] ??= {});
    const name = `${measure}/${key}`;
    ofDay[name] = (ofDay[name] ?? 0) + 1;
  };
  const { day: first } = localTime(facts[0]?.at ?? 0);
  add(first, 'conversations');
  if (resolution !== null) add(first, 'resolution', resolution);
  if (facts.some(({ returnedAt }) => returnedAt !== null)) add(first, 'returned');
  if (facts.some(({ personAskedAt }) => personAskedAt !== null)) add(first, 'person-asked');
  for (const fact of facts) countTurn(fact, localTime(fact.at), add);
  for (const chat of chats) countChat(chat, localTime(chat.requestedAt).day, add);
  return counts;
}

type Add = (day: string, measure: Measure, key?: string) => void;

function countTurn(fact: TurnFact, { day, hour }: LocalTime, add: Add): void {
  const { outcome, askedAgainAt, thumb, helped, answer, models, apps } = fact;
  add(day, 'hour', String(hour));
  add(day, 'outcome', outcome);
  if (isQuestion(fact)) add(day, 'questions');
  if (askedAgainAt !== null) add(day, 'asked-again');
  if (thumb !== null) add(day, 'thumb', thumb > 0 ? 'up' : 'down');
  if (helped !== null) add(day, 'helped', helped ? 'yes' : 'no');
  for (const model of new Set(models)) add(day, 'model', model);
  for (const app of new Set(apps)) add(day, 'app', app);
  if (answer === null) return;
  add(day, 'answer', answer);
  if (thumb !== null) add(day, thumb > 0 ? 'answer-up' : 'answer-down', answer);
  if (helped !== null) add(day, helped ? 'answer-helped' : 'answer-not-helped', answer);
  if (askedAgainAt !== null) add(day, 'answer-asked-again', answer);
}

function countChat({ isClaimed, isMissed, stars }: CountedChat, day: string, add: Add): void {
  add(day, 'chats');
  if (isClaimed) add(day, 'claimed');
  if (isMissed) add(day, 'missed');
  if (stars !== null) add(day, 'stars', String(stars));
}

/** Adds counts to a sum. @param sign -1 subtracts them */
export function addCounts(sum: Counts, counts: Counts, sign: 1 | -1): void {
  for (const [day, ofDay] of Object.entries(counts)) {
    const total = (sum[day] ??= {});
    for (const [name, count] of Object.entries(ofDay)) total[name] = (total[name] ?? 0) + sign * count;
  }
}
