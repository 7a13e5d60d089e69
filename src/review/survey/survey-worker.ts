/** Surveys in a separate thread, so that the server keeps answering. */
import type { Work } from '#threads/thread.ts';
import { type Survey, survey, type SurveyTask } from './survey.ts';

export default survey satisfies Work<SurveyTask, Survey>;
