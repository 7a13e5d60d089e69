import type { Content } from './content.ts';
import type { Expectation, ExpectedAnswers } from './expected-schema.ts';
import { patchIntents } from './intents.ts';
import { comparable } from './phrases.ts';
import type { Problem } from './problems.ts';
import { repeated } from './repeated.ts';

/** What expectations may name; undefined for parts that could not be read. */
export interface Expectable {
  answers: ReadonlySet<string> | undefined;
  models: ReadonlySet<string> | undefined;
}

/** Checks the expected answers against the answers and tables, and against each other. */
export function checkExpected(
  { questions, conversations }: ExpectedAnswers,
  { answers, models }: Expectable,
): Problem[] {
  const expectations = [
    ...questions.map(({ document, id, expect }) => ({ file: document, entry: id, expect, at: 'expect' })),
    ...conversations.flatMap(({ document, id, turns }) =>
      turns.map(({ expect }, at) => ({ file: document, entry: id, expect, at: `turns.${at + 1}.expect` })),
    ),
  ];
  return [
    ...expectations.flatMap(({ file, entry, at, expect }) => [
      ...unknownIn(answersIn(expect), answers).map(({ field, value }) => ({
        file,
        entry,
        field: `${at}.${field}`,
        message: `No answer has the id "${value}"; correct it, or remove the expected answer.`,
      })),
      ...unknownIn(modelsIn(expect), models).map(({ field, value }) => ({
        file,
        entry,
        field: `${at}.${field}`,
        message: `"${value}" is not in any table; use its published spelling, or "unlisted: true".`,
      })),
    ]),
    ...repeated(
      [...questions, ...conversations].map(({ document: file, id }) => ({
        file,
        entry: id,
        field: 'id',
        value: id,
      })),
    ),
    ...repeated(
      questions.map(({ document: file, id, ask }) => ({ file, entry: id, field: 'ask', value: ask })),
    ),
  ];
}

interface Named {
  field: string;
  value: string;
}

const answersIn = (expect: Expectation | undefined): Named[] => [
  ...(expect?.answer === undefined ? [] : [{ field: 'answer', value: expect.answer }]),
  ...(expect?.also ?? []).map((value, at) => ({ field: `also.${at + 1}`, value })),
];

const modelsIn = (expect: Expectation | undefined): Named[] =>
  (expect?.models ?? []).map((value, at) => ({ field: `models.${at + 1}`, value }));

const unknownIn = (named: readonly Named[], known: ReadonlySet<string> | undefined): Named[] =>
  named.filter(({ value }) => known?.has(value) === false);

/** The ids that an expectation may name. */
export const answerIds = ({
  answers,
  smallTalk,
}: Pick<Content, 'answers' | 'smallTalk'>): ReadonlySet<string> =>
  new Set([
    ...answers.map(({ answer }) => answer.id),
    ...patchIntents,
    ...smallTalk.replies.map(({ id }) => id),
    'human',
  ]);

/** Reports phrases that are also expected questions: a question that the bot was trained on proves nothing. */
export function checkLearnt({ questions }: ExpectedAnswers, phrases: Content['phrases']): Problem[] {
  const expected = new Map(questions.map((question) => [comparable(question.ask), question]));
  return phrases.flatMap(({ text, intent, file }) => {
    const question = expected.get(comparable(text));
    if (question === undefined) return [];
    const message = `This is the expected question ${question.id} in ${question.document}, which must not be trained on; remove the phrase.`;
    return [{ file, entry: intent, field: `"${text}"`, message }];
  });
}
