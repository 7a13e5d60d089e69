/**
 * How well the understanding takes people it never heard: the phrases of one hand are left out of training, and each is
 * then read by itself, with nothing said before.
 */
import { z } from 'zod';
import { comparable } from '#knowledge/phrases.ts';
import { otherWeakness } from '#knowledge/intents.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { trainClassifier } from '#understanding/classifier/train.ts';
import { phraseMask, trainingVocabulary, understandingFor } from '#understanding/from-knowledge.ts';
import type { Reading } from '#understanding/understanding.ts';
import { columns, percent } from './columns.ts';
import { OUT_OF_SCOPE, parseJsonLines } from './labelled-line.ts';
import { shareOf } from './statistics.ts';

const heldOutSchema = z.object({
  /** Any model is written `{model}`. */
  text: z.string().min(1),
  /** The intent that is right. */
  id: z.string().min(1),
});
/** A phrase of the hand left out. */
export type HeldOutPhrase = z.infer<typeof heldOutSchema>;

/** Reads a file of phrases, one JSON object a line. @throws {LabelledLinesError} */
export const parseHeldOut = (source: string): HeldOutPhrase[] => parseJsonLines(source, heldOutSchema);

/** A phrase left out, as it was read. */
export interface HeldOutResult extends HeldOutPhrase {
  reading: Pick<Reading, 'intent' | 'certainty' | 'confidence'>;
}

/** What leaving one hand out came to; shares are of the phrases in scope (0..1), `answered` of those out of scope. */
export interface HeldOutFigures {
  inScope: number;
  outOfScope: number;
  /** Phrases that stand under another intent in the knowledge than in the hand's file; the knowledge's counts. */
  moved: number;
  topOne: number;
  sure: number;
  sureWrong: number;
  answered: number;
}

/** Nothing is answered to these. */
const scopeOf = (intent: string): string => (intent === otherWeakness ? OUT_OF_SCOPE : intent);

const isAnswer = (intent: string): boolean => intent.includes('.');

/** Whether the answer is about one model and the phrase names others: the bot says then that it knows nothing of those. */
function isOfAnotherModel({ intent, models }: Reading, { answers }: Knowledge): boolean {
  const only = answers.get(intent)?.about.model;
  return (
    only !== undefined &&
    models.length > 0 &&
    !models.some((mention) => mention.kind === 'listed' && mention.model === only)
  );
}

/** The phrases with the intents that the knowledge has them under, where it has them. */
function relabelled(phrases: readonly HeldOutPhrase[], knowledge: Knowledge): HeldOutPhrase[] {
  const known = new Map(knowledge.phrases.map(({ text, intent }) => [comparable(text), intent]));
  return phrases.map(({ text, id }) => ({ text, id: scopeOf(known.get(comparable(text)) ?? id) }));
}

/** Trains without `phrases` and reads each of them. `seed` as in training. */
export async function readHeldOut(
  phrases: readonly HeldOutPhrase[],
  knowledge: Knowledge,
  seed: number,
): Promise<{ results: HeldOutResult[]; figures: HeldOutFigures }> {
  const held = new Set(phrases.map(({ text }) => comparable(text)));
  const mask = phraseMask(knowledge);
  const others = knowledge.phrases
    .filter(({ text }) => !held.has(comparable(text)))
    .map(({ text, intent }) => ({ text: mask(text), intent }));
  const classifier = await trainClassifier(others, trainingVocabulary(knowledge), { seed });
  const understand = understandingFor(knowledge, classifier);
  const [model = ''] = knowledge.models.keys();
  const results = relabelled(phrases, knowledge).map(({ text, id }): HeldOutResult => {
    const [reading] = understand(text.replaceAll('{model}', model)).readings;
    const { intent, certainty, confidence } = reading;
    const told = isOfAnotherModel(reading, knowledge) ? OUT_OF_SCOPE : scopeOf(intent);
    return { text, id, reading: { intent: told, certainty, confidence } };
  });
  const moved = results.filter(({ id }, at) => id !== phrases[at]!.id).length;
  return { results, figures: { ...figuresOf(results), moved } };
}

const isSure = ({ reading }: HeldOutResult): boolean => reading.certainty === 'sure';
const isRight = ({ id, reading }: HeldOutResult): boolean => reading.intent === id;

/** Counts what was read. */
export function figuresOf(results: readonly HeldOutResult[]): Omit<HeldOutFigures, 'moved'> {
  const inScope = results.filter(({ id }) => id !== OUT_OF_SCOPE);
  const outOfScope = results.filter(({ id }) => id === OUT_OF_SCOPE);
  const share = (all: readonly HeldOutResult[], test: (result: HeldOutResult) => boolean): number =>
    shareOf(all.filter(test).length, all.length);
  return {
    inScope: inScope.length,
    outOfScope: outOfScope.length,
    topOne: share(inScope, isRight),
    sure: share(inScope, isSure),
    sureWrong: share(inScope, (result) => isSure(result) && !isRight(result)),
    answered: share(outOfScope, (result) => isSure(result) && isAnswer(result.reading.intent)),
  };
}

/** What was read of a file, as plain text for a terminal: the figures, then every phrase that was surely wrong. */
export function printedHeldOut(
  source: string,
  { results, figures }: { results: readonly HeldOutResult[]; figures: HeldOutFigures },
): string {
  const surelyWrong = results.filter(
    (result) =>
      isSure(result) && !isRight(result) && (result.id !== OUT_OF_SCOPE || isAnswer(result.reading.intent)),
  );
  return [
    `Left ${source} out: ${figures.inScope} phrases in scope, ${figures.outOfScope} out of scope, ${figures.moved} under another intent by now`,
    ...columns([
      ['In scope, top intent right', percent(figures.topOne)],
      ['In scope, sure', percent(figures.sure)],
      ['In scope, sure but wrong', percent(figures.sureWrong)],
      ['Out of scope, answered', percent(figures.answered)],
    ]),
    '',
    'Sure but wrong',
    ...columns([
      ['right → taken for'],
      ...surelyWrong.map(({ text, id, reading }) => [`${id} → ${reading.intent}: ${text}`]),
    ]),
  ].join('\n');
}
