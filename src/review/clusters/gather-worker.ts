/** Gathers in a thread of its own, so that the server keeps answering meanwhile. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { gather, type GatherTask } from './gather.ts';

if (!isMainThread) parentPort?.postMessage(gather(workerData as GatherTask));
