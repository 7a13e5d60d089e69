import type { DraftAnswer } from '#store/review.ts';
import { inThread } from '#threads/in-thread.ts';
import type { Classifier } from '#understanding/classifier/classification.ts';
import { serialise } from '#understanding/classifier/serialise.ts';
import { TrainedClassifier } from '#understanding/classifier/trained-classifier.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { readableTitle } from '../answers.ts';
import type { Chosen, ReviewContext } from '../review-context.ts';
import type { ReviewPreview } from '../wire.ts';
import type { Changes, ReadAs, ReadingChange } from './changes.ts';
import type { Previewed, PreviewTask } from './preview-worker.ts';

/** The most recent questions that a preview reads. */
const MAX_READ = 1_000;
const MAX_SHOWN = 100;

/** Predicts what would change if wordings became phrases of an intent, in addition to the drafts so far. */
export type PreviewChanges = (
  classifier: Classifier,
  chosen: Chosen,
  intent: string,
) => Promise<ReviewPreview>;

/**
 * Creates the function that predicts the changes. It fits a classifier in a separate thread, which takes seconds, and
 * one at a time: more would only compete for the processors.
 */
export function createPreviewChanges(context: ReviewContext): PreviewChanges {
  let last: Promise<unknown> = Promise.resolve();
  let other: Uint8Array | undefined;
  const inTurn = (task: Omit<PreviewTask, 'other'>): Promise<Changes> => {
    const run = async (): Promise<Changes> => {
      const worker = new URL('preview-worker.ts', import.meta.url);
      const previewed = await inThread<Previewed>(worker, { ...task, other } satisfies PreviewTask);
      other = previewed.other;
      return previewed.changes;
    };
    const running = last.then(run, run);
    last = running.catch(() => undefined);
    return running;
  };
  return async (classifier, chosen, intent) => {
    const began = context.clock().getTime();
    const { task, phrases } = await taskFor(context, classifier, { chosen, intent });
    const changes = await inTurn(task);
    const drafts = await context.store.review.answers();
    const shown = shownChange(context.knowledge, drafts);
    return {
      phrases,
      expected: changes.expected.map((change) => ({ ...shown(change), verdict: verdictOn(change) })),
      expectedChecked: task.expected.length,
      recent: changes.recent.slice(0, MAX_SHOWN).map(shown),
      recentChanged: changes.recent.length,
      recentChecked: task.recent.length,
      chance: changes.chance,
      tookMs: context.clock().getTime() - began,
    };
  };
}

async function taskFor(
  { store, knowledge, measuredBy, readSurvey, chosenItems, phrasesOf }: ReviewContext,
  classifier: Classifier,
  { chosen, intent }: { chosen: Chosen; intent: string },
): Promise<{ task: Omit<PreviewTask, 'other'>; phrases: number }> {
  if (!(classifier instanceof TrainedClassifier))
    throw new TypeError('This classifier was not trained here.');
  const { phrases } = await phrasesOf(await chosenItems(chosen), intent);
  const [drafted, measures, { items }] = await Promise.all([
    store.review.phrases(),
    measuredBy(),
    readSurvey(chosen.days),
  ]);
  const isChosen = new Set(chosen.keys);
  const task = {
    knowledge,
    classifier: serialise(classifier),
    phrases: [...drafted.filter(({ key }) => !isChosen.has(key)), ...phrases],
    expected: measures.lines.map((line) => ({ text: line.text, expected: line.intent })),
    recent: items
      .filter(({ key }) => !isChosen.has(key))
      .slice(0, MAX_READ)
      .map(({ text }) => ({ text })),
  };
  return { task, phrases: phrases.length };
}

function verdictOn({ expected, before, after }: Changes['expected'][number]) {
  const isRight = ({ certainty, intents }: ReadAs): boolean =>
    certainty === 'sure' && intents.includes(expected);
  if (isRight(after)) return 'right' as const;
  return isRight(before) ? ('wrong' as const) : ('still-wrong' as const);
}

function shownChange(knowledge: Knowledge, drafts: readonly DraftAnswer[]) {
  const titled = ({ intents, certainty }: ReadAs) => ({
    titles: intents.map((id) => readableTitle(knowledge, drafts, id)),
    certainty,
  });
  return ({ text, before, after }: ReadingChange) => ({ text, before: titled(before), after: titled(after) });
}
