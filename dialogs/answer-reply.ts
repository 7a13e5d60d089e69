import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Answer } from '#knowledge/schema.ts';
import { moreTitle } from '#knowledge/titles.ts';
import { type Choice, choice, type Reply } from './reply.ts';
import { sourceLine } from './source-line.ts';
import { choicesFor } from './titles.ts';

/** Sentences that this customer's question adds before and after an answer. */
export interface Added {
  before?: readonly string[];
  after?: readonly string[];
}

/** A detail longer than this many lines waits until the customer asks for more. */
const MAX_LINES = 3;
/** Roughly how many characters fit on a line of the chat. */
const LINE_LENGTH = 80;

/** Roughly how many lines a text takes up in the chat. */
export const linesOf = (text: string): number =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .reduce((lines, line) => lines + Math.ceil(line.length / LINE_LENGTH), 0);

/** Whether an answer's detail is too long to send before the customer asks for more. */
export const holdsBack = ({ detail }: Answer): boolean => detail !== undefined && linesOf(detail) > MAX_LINES;

/** The steps of an answer as a numbered list. */
const stepsOf = ({ steps }: Answer): string | undefined =>
  steps?.map((step, at) => `${at + 1}. ${step}`).join('\n');

/** What an answer sends first: its short form, its steps, and its detail unless that is long. */
export const openingParagraphs = (answer: Answer): string[] =>
  [answer.short, stepsOf(answer), holdsBack(answer) ? undefined : answer.detail].filter(
    (part) => part !== undefined,
  );

/** An answer as a reply, without a long detail. Its choices are "More" and what people tend to ask next. */
export function answerReply(
  knowledge: Knowledge,
  answer: Answer,
  { before = [], after = [] }: Added = {},
): Reply {
  const parts = [...before, ...openingParagraphs(answer), ...after, sourceLine(knowledge, answer.source)];
  return {
    kind: 'answer',
    text: parts.filter((part) => part !== '').join('\n\n'),
    choices: nextChoices(knowledge, answer),
    answerId: answer.id,
  };
}

/** The choices under an answer: "More" if part of it is held back, then its follow-ups. */
export const nextChoices = (knowledge: Knowledge, answer: Answer): Choice[] => [
  ...(holdsBack(answer) ? [{ label: 'More', value: moreTitle(answer) }] : []),
  ...choicesFor(knowledge, answer.followUps, answer.about.advisory),
];

/** One of the options of a guided answer. */
export type AnswerOption = NonNullable<Answer['variants']>['options'][number];

/** What a guided answer asks first, with its options as choices. */
export const optionsQuestion = ({ variants }: Answer): Reply => ({
  kind: 'question',
  text: variants?.question ?? '',
  choices: (variants?.options ?? []).map(({ label }) => choice(label)),
});

/** The steps for an option of a guided answer. @param withFact whether the short answer comes first */
export function optionReply(
  knowledge: Knowledge,
  answer: Answer,
  { label, steps, short = answer.short }: AnswerOption,
  withFact: boolean,
): Reply {
  const shown = { ...answer, short: withFact ? short : '', steps };
  return answerReply(knowledge, shown, { before: [`**${answer.label}, ${label}**`] });
}

/** The whole answer in Markdown, for agents to pass on. */
export const wholeText = (knowledge: Knowledge, answer: Answer): string =>
  [answer.short, stepsOf(answer), answer.detail, sourceLine(knowledge, answer.source)]
    .filter((part) => part !== undefined && part !== '')
    .join('\n\n');
