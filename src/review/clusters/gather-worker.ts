/** Gathers in a separate thread, so that the server keeps answering. */
import type { Work } from '#threads/thread.ts';
import { gather, type GatherTask } from './gather.ts';

export default gather satisfies Work<GatherTask, number[]>;
