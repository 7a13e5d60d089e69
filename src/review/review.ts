import type { Classifier } from '#understanding/classifier/classification.ts';
import { readableTitle, teachable } from './answers.ts';
import { decide } from './decide.ts';
import { readAgentsWords } from './drafts/agents-words.ts';
import { openIn, shownCluster, shownItem } from './overview.ts';
import { createPreviewChanges, type PreviewChanges } from './preview/preview-changes.ts';
import { type Chosen, createReviewContext, type ReviewContext, type ReviewParts } from './review-context.ts';
import type {
  ReviewClusterDetail,
  ReviewDecided,
  ReviewDecision,
  ReviewDrafts,
  ReviewOverview,
  ReviewPreview,
} from './wire.ts';

const MAX_ITEMS = 200;
const MAX_CLUSTERS = 50;

/** The review of one server: what was not understood, and what was decided about it. */
export class Review {
  readonly #context: ReviewContext;
  readonly #classifier: () => Classifier | undefined;
  readonly #previewChanges: PreviewChanges;

  /** @param classifier the one that answers; undefined until it is loaded */
  constructor(parts: ReviewParts, classifier: () => Classifier | undefined) {
    this.#context = createReviewContext(parts);
    this.#classifier = classifier;
    this.#previewChanges = createPreviewChanges(this.#context);
  }

  /** @param isFresh whether even the newest questions matter; otherwise they may be missing for up to a minute */
  async overview(days: number, isFresh = false): Promise<ReviewOverview> {
    const { store, knowledge } = this.#context;
    const { items, clusters } = await this.#open(days, isFresh);
    const [phrases, answers] = await Promise.all([store.review.phrases(), store.review.answers()]);
    return {
      days,
      open: items.length,
      items: items.slice(0, MAX_ITEMS).map((item) => shownItem(item, knowledge)),
      clusters: clusters.slice(0, MAX_CLUSTERS).map((cluster) => shownCluster(cluster, knowledge)),
      answers: teachable(knowledge, answers),
      drafts: { phrases: phrases.length, answers: answers.length },
    };
  }

  /** @returns undefined if there is no such cluster, or nothing is open in it */
  async cluster(days: number, id: string): Promise<ReviewClusterDetail | undefined> {
    const { store, knowledge, mask } = this.#context;
    const { clusters } = await this.#open(days);
    const found = clusters.find((cluster) => cluster.id === id);
    if (found === undefined) return undefined;
    const conversationIds = new Set(found.items.flatMap((item) => item.conversationIds));
    return {
      cluster: shownCluster(found, knowledge),
      items: found.items.slice(0, MAX_ITEMS).map((item) => shownItem(item, knowledge)),
      agentsWords: await readAgentsWords(store, [...conversationIds], await mask()),
    };
  }

  /** See `decide`. */
  async decide(chosen: Chosen, decision: ReviewDecision): Promise<ReviewDecided | undefined> {
    return await decide(this.#context, chosen, decision);
  }

  /** Reopens wordings, and drops the drafts that were made from them. */
  async undo(keys: readonly string[]): Promise<void> {
    await this.#context.store.review.undo(keys);
  }

  /** Predicts what would change. @returns undefined while the classifier is not loaded */
  async preview(chosen: Chosen, intent: string): Promise<ReviewPreview | undefined> {
    const classifier = this.#classifier();
    return classifier && (await this.#previewChanges(classifier, chosen, intent));
  }

  async drafts(): Promise<ReviewDrafts> {
    const { store, knowledge } = this.#context;
    const [phrases, answers] = await Promise.all([store.review.phrases(), store.review.answers()]);
    return {
      phrases: phrases.map(({ key, text, intent }) => ({
        key,
        text,
        answer: { id: intent, title: readableTitle(knowledge, answers, intent) },
      })),
      answers: answers.map(({ id, question, material }) => ({
        id,
        question,
        material: [...material],
        phrases: phrases.filter(({ intent }) => intent === id).length,
      })),
    };
  }

  async #open(days: number, isFresh = false) {
    const survey = await this.#context.readSurvey(days, { isFresh });
    return openIn(survey, await this.#context.store.review.decidedKeys());
  }
}
