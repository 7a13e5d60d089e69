import type { Knowledge } from '#knowledge/knowledge.ts';
import { type LabelledUtterance, OUT_OF_SCOPE } from './labelled-utterance.ts';

/** The expected questions that have one right answer, or none, as labelled utterances. */
export const expectedUtterances = ({ expected }: Pick<Knowledge, 'expected'>): LabelledUtterance[] =>
  expected.questions.flatMap(({ ask, note = '', expect: { answer, also, declines, models = [] } }) => {
    const id = declines === true ? OUT_OF_SCOPE : answer;
    return id === undefined || also !== undefined ? [] : [{ text: ask, id, note, models }];
  });
