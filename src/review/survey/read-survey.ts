import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Store } from '#store/store.ts';
import { inThread } from '#threads/in-thread.ts';
import type { Survey, SurveyTask } from './survey.ts';

const DAY_MS = 24 * 3_600_000;
/** Only this many of the newest questions are surveyed. */
const MAX_QUESTIONS = 50_000;
/** Requests within this time get the same survey. */
const FRESH_MS = 60_000;

export interface SurveyParts {
  store: Pick<Store, 'reviewQuestions'>;
  knowledge: Knowledge;
  clock: () => Date;
}

/** Surveys the questions of the last days, in a separate thread. */
async function surveyDays(
  { store, knowledge, clock }: SurveyParts,
  days: number,
  before: ReadonlyMap<string, number> = new Map(),
): Promise<Survey> {
  const now = clock().getTime();
  const questions = await store.reviewQuestions(now - days * DAY_MS, MAX_QUESTIONS);
  const task: SurveyTask = { questions, knowledge, since: now - (days * DAY_MS) / 2, before };
  return await inThread<Survey>(new URL('survey-worker.ts', import.meta.url), task);
}

/** Gives the survey of the last days; requests made at the same time share it. */
export type ReadSurvey = (days: number, options?: { isFresh?: boolean }) => Promise<Survey>;

/** Creates one server's reader of surveys. Clusters stay together from one survey to the next. */
export function createReadSurvey(parts: SurveyParts): ReadSurvey {
  const known = new Map<number, { at: number; reading: Promise<Survey> }>();
  const numbers = new Map<number, ReadonlyMap<string, number>>();
  return async (days, { isFresh = false } = {}) => {
    const now = parts.clock().getTime();
    const earlier = known.get(days);
    if (!isFresh && earlier !== undefined && Math.abs(now - earlier.at) < FRESH_MS)
      return await earlier.reading;
    const reading = surveyDays(parts, days, numbers.get(days));
    known.set(days, { at: now, reading });
    try {
      const survey = await reading;
      numbers.set(days, survey.numbers);
      return survey;
    } catch (error) {
      known.delete(days);
      throw error;
    }
  };
}
