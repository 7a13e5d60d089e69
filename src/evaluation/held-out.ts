/**
 * Measures how well the understanding copes with a writer it has never seen: the phrases of one author are left out of
 * training, and each is then read on its own, without context.
 */
import { z } from 'zod';
import { comparable } from '#knowledge/phrases.ts';
import { otherVulnerability } from '#knowledge/intents.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { trainClassifier } from '#understanding/classifier/train.ts';
import { trainingPhrases, trainingVocabulary, understandingFor } from '#understanding/from-knowledge.ts';
import type { Reading } from '#understanding/understanding.ts';
import { columns, percent } from './columns.ts';
import { OUT_OF_SCOPE, parseJsonLines } from './labelled-utterance.ts';
import { shareOf } from './statistics.ts';

const heldOutSchema = z.object({
  /** The phrase; `{model}` stands for any model. */
  text: z.string().min(1),
  /** The right intent. */
  id: z.string().min(1),
});
/** A phrase that is left out of training. */
export type HeldOutPhrase = z.infer<typeof heldOutSchema>;

/** Parses a file of phrases, one JSON object per line. @throws {LabelledUtterancesError} */
export const parseHeldOut = (source: string): HeldOutPhrase[] => parseJsonLines(source, heldOutSchema);

/** A held-out phrase and its reading. */
export interface HeldOutResult extends HeldOutPhrase {
  reading: Pick<Reading, 'intent' | 'certainty' | 'confidence'>;
}

/**
 * The figures of a held-out file. Shares (0..1) are of the phrases in scope, except `answered`, which is of those out
 * of scope.
 */
export interface HeldOutFigures {
  inScope: number;
  outOfScope: number;
  /** Phrases whose intent in the knowledge differs from the one in the file; the knowledge's intent counts. */
  moved: number;
  topOne: number;
  sure: number;
  sureWrong: number;
  answered: number;
}

/** Treats other vulnerabilities as out of scope, because nothing is answered to them. */
const scopeOf = (intent: string): string => (intent === otherVulnerability ? OUT_OF_SCOPE : intent);

const isAnswer = (intent: string): boolean => intent.includes('.');

/**
 * Whether the answer is about one model but the phrase names others; the bot then says that it has nothing about those.
 */
function isOfAnotherModel({ intent, models }: Reading, { answers }: Knowledge): boolean {
  const only = answers.get(intent)?.about.model;
  return (
    only !== undefined &&
    models.length > 0 &&
    !models.some((mention) => mention.kind === 'listed' && mention.model === only)
  );
}

/** Replaces the phrases' intents with those in the knowledge, for phrases that it contains. */
function relabelled(phrases: readonly HeldOutPhrase[], knowledge: Knowledge): HeldOutPhrase[] {
  const known = new Map(knowledge.phrases.map(({ text, intent }) => [comparable(text), intent]));
  return phrases.map(({ text, id }) => ({ text, id: scopeOf(known.get(comparable(text)) ?? id) }));
}

/** Trains without `phrases`, then reads each of them. @param seed as in training */
export async function readHeldOut(
  phrases: readonly HeldOutPhrase[],
  knowledge: Knowledge,
  seed: number,
): Promise<{ results: HeldOutResult[]; figures: HeldOutFigures }> {
  const held = new Set(phrases.map(({ text }) => comparable(text)));
  const others = knowledge.phrases.filter(({ text }) => !held.has(comparable(text)));
  const learnt = trainingPhrases(knowledge, others);
  const classifier = await trainClassifier(learnt, trainingVocabulary(knowledge), { seed });
  const understand = understandingFor(knowledge, classifier);
  const [model = ''] = knowledge.models.keys();
  const results = relabelled(phrases, knowledge).map(({ text, id }): HeldOutResult => {
    const [reading] = understand(text.replaceAll('{model}', model)).readings;
    const { intent, certainty, confidence } = reading;
    const answered = isOfAnotherModel(reading, knowledge) ? OUT_OF_SCOPE : scopeOf(intent);
    return { text, id, reading: { intent: answered, certainty, confidence } };
  });
  const moved = results.filter(({ id }, at) => id !== phrases[at]!.id).length;
  return { results, figures: { ...figuresOf(results), moved } };
}

const isSure = ({ reading }: HeldOutResult): boolean => reading.certainty === 'sure';
const isRight = ({ id, reading }: HeldOutResult): boolean => reading.intent === id;

/** Computes the figures. */
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

/** Formats the results for a terminal: the figures, then every phrase that was sure but wrong. */
export function printedHeldOut(
  source: string,
  { results, figures }: { results: readonly HeldOutResult[]; figures: HeldOutFigures },
): string {
  const surelyWrong = results.filter(
    (result) =>
      isSure(result) && !isRight(result) && (result.id !== OUT_OF_SCOPE || isAnswer(result.reading.intent)),
  );
  return [
    `Left ${source} out: ${figures.inScope} phrases in scope, ${figures.outOfScope} out of scope, ${figures.moved} under another intent now`,
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
