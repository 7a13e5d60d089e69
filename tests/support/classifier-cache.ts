import { join } from 'node:path';

/** The shipped content, which the tests of the whole bot use. */
export const knowledgeDir = join(import.meta.dirname, '../../knowledge');

/** Where the shipped content, validated, and its classifier are cached between runs; a run trains it at most once. */
export const classifierCacheDir = join(import.meta.dirname, '../../node_modules/.cache/support-bot');

/** Where the shortened content and its classifier are cached. */
export const shortCacheDir = `${classifierCacheDir}-short`;
