import { join } from 'node:path';

/** The content that is shipped: what the tests of the whole bot hold it to. */
export const knowledgeDir = join(import.meta.dirname, '../../knowledge');

/** Where the classifier of the shipped content is kept between runs; a run trains it at most once. */
export const classifierCacheDir = join(import.meta.dirname, '../../node_modules/.cache/support-bot');
