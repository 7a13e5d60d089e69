/** Surveys in a separate thread, so that the server keeps answering. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { survey, type SurveyTask } from './survey.ts';

if (!isMainThread) parentPort?.postMessage(survey(workerData as SurveyTask));
