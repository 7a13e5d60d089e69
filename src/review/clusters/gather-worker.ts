/** Gathers in a separate thread, so that the server keeps answering. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { gather, type GatherTask } from './gather.ts';

if (!isMainThread) parentPort?.postMessage(gather(workerData as GatherTask));
