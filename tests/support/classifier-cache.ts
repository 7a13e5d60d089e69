import { join } from 'node:path';

/** The shipped content, which the tests of the whole bot use. */
export const knowledgeDir = join(import.meta.dirname, '../../knowledge');

/** Where the classifier of the shipped content is cached between runs; a run trains it at most once. */
export const classifierCacheDir = join(import.meta.dirname, '../../node_modules/.cache/support-bot');

/** Where the classifier of the shortened content is cached. */
export const shortCacheDir = `${classifierCacheDir}-short`;
