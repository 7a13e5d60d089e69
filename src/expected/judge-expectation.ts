import type { Activity } from '#bot-framework/activity.ts';
import {
  asksIn,
  NO_ANSWER_WANTED,
  settle,
  type StatusTable,
  type Verdict,
  type Wanted,
} from '#evaluation/judge.ts';
import { observe, type ObservedReply } from '#evaluation/observed-reply.ts';
import type { Expectation } from '#knowledge/expected-schema.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { plainText } from '#text/plain-text.ts';
import { gotInWords, wantedInWords } from './words.ts';

/** The outcome of one message, in words. */
export interface Outcome {
  passed: boolean;
  wanted: string;
  got: string;
}

export interface JudgeParts {
  knowledge: Knowledge;
  table: StatusTable;
  /** Sends everything again in a new conversation, and then one of the options. */
  choose: (option: string) => Promise<readonly ObservedReply[]>;
}

/** Judges the replies to one message as the evaluation does, and whether they contain the required words. */
export async function judgeExpectation(
  expect: Expectation,
  activities: readonly Partial<Activity>[],
  { knowledge, table, choose }: JudgeParts,
): Promise<Outcome> {
  const replies = activities.map(observe);
  const { outcome, answered } = await settle(wantedBy(expect), replies, table, choose);
  return {
    passed: isAsExpected(expect, outcome) && sayAsExpected(expect, activities),
    wanted: wantedInWords(expect, knowledge),
    got: gotInWords(answered, { replies, asks: asksIn(replies), knowledge }),
  };
}

const wantedBy = ({ answer, also, models = [] }: Expectation): Wanted =>
  answer === undefined ? NO_ANSWER_WANTED : { id: answer, models, ...(also && { also }) };

function isAsExpected({ answer, asks, declines, orAsks }: Expectation, outcome: Verdict): boolean {
  if (answer !== undefined) return outcome === 'correct' || (orAsks === true && outcome === 'clarified');
  if (asks === true) return outcome === 'asked';
  if (declines === true) return outcome === 'rejected' || (orAsks === true && outcome === 'asked');
  return true;
}

function sayAsExpected(
  { says = [], neverSays = [] }: Expectation,
  activities: readonly Partial<Activity>[],
): boolean {
  const said = comparable(
    activities
      .flatMap(({ text = '', suggestedActions }) => [
        plainText(text),
        ...(suggestedActions?.actions ?? []).map(({ title }) => title),
      ])
      .join('\n'),
  );
  return (
    says.every((words) => said.includes(comparable(words))) &&
    !neverSays.some((words) => said.includes(comparable(words)))
  );
}

const comparable = (text: string): string => text.replaceAll(/\s+/g, ' ').toLowerCase();
