import type { Knowledge } from '#knowledge/knowledge.ts';
import { lazy } from '#lazy.ts';
import type { DraftPhrase } from '#store/review.ts';
import type { Store } from '#store/store.ts';
import { asPhrase, createCheckPhrase } from './drafts/check-phrase.ts';
import { type MeasuredBy, readMeasuredBy } from './measured-by.ts';
import { maskFor } from './masking/for-knowledge.ts';
import type { Mask } from './masking/mask.ts';
import type { ReviewItem as SurveyedItem } from './survey/items.ts';
import { createReadSurvey, type ReadSurvey } from './survey/read-survey.ts';
import type { ReviewDecided } from './wire.ts';

export interface ReviewParts {
  store: Store;
  knowledge: Knowledge;
  clock: () => Date;
}

/** The wordings that an editor chose: those with these keys, in the survey of this many days. */
export interface Chosen {
  keys: readonly string[];
  days: number;
}

/** What every part of the review needs. Anything expensive to build is built on first use. */
export interface ReviewContext extends ReviewParts {
  readSurvey: ReadSurvey;
  mask: () => Promise<Mask>;
  measuredBy: () => Promise<MeasuredBy>;
  /** The chosen wordings that still exist. */
  chosenItems: (chosen: Chosen) => Promise<SurveyedItem[]>;
  /** Which wordings may become phrases of an intent, and why the others do not. */
  phrasesOf: (
    items: readonly SurveyedItem[],
    intent: string,
  ) => Promise<{ phrases: DraftPhrase[]; refused: ReviewDecided['refused'] }>;
}

export function createReviewContext(parts: ReviewParts): ReviewContext {
  const { knowledge } = parts;
  const readSurvey = createReadSurvey(parts);
  const measuredBy = lazy(() => readMeasuredBy(knowledge));
  const check = lazy(async () => createCheckPhrase(knowledge, await measuredBy()));
  return {
    ...parts,
    readSurvey,
    mask: lazy(() => Promise.resolve(maskFor(knowledge))),
    measuredBy,
    async chosenItems({ keys, days }) {
      const { items } = await readSurvey(days);
      const wanted = new Set(keys);
      return items.filter(({ key }) => wanted.has(key));
    },
    async phrasesOf(items, intent) {
      const refusalOf = await check();
      const phrases: DraftPhrase[] = [];
      const refused: ReviewDecided['refused'] = [];
      for (const { key, text, parts: shown } of items) {
        const phrase = asPhrase(text);
        const why = refusalOf(phrase, intent);
        if (why === undefined) phrases.push({ key, text: phrase, intent });
        else refused.push({ parts: shown, why });
      }
      return { phrases, refused };
    },
  };
}
