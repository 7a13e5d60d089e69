/**
 * The workbench's separate process, so that nothing that editors do slows down an answer to a customer. It has a low
 * priority, and so do the threads that it starts. It ends with the server: when the server is gone, the channel to it
 * closes.
 */
import { setPriority } from 'node:os';
import { createLog } from '#log.ts';
import { readCache } from '#training/load-classifier.ts';
import { deserialise } from '#understanding/classifier/deserialise.ts';
import type { TrainedClassifier } from '#understanding/classifier/trained-classifier.ts';
import type { Call, FromChild, ToChild } from './protocol.ts';
import { createServe } from './serve.ts';
import { WorkbenchError } from './workbench-error.ts';

const [dataDir = '', priority = ''] = process.argv.slice(2);
setPriority(Number(priority));
process.once('disconnect', () => process.exit());
// Ctrl-C and service managers signal the whole group, but the server ends this process when it no longer needs it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

const log = createLog('warn');
const asked = new Map<string, PromiseWithResolvers<Uint8Array | undefined>>();

const send = (message: FromChild): void => void process.send?.(message);

/**
 * Finds a trained classifier, on this machine or in the store. The cache belongs to the server: this process only reads
 * it.
 */
async function find(key: string): Promise<TrainedClassifier | undefined> {
  const cached = await readCache(dataDir, key, log);
  if (cached !== undefined) return cached.classifier;
  const bytes = await askFor(key);
  return bytes && deserialise(bytes);
}

function askFor(key: string): Promise<Uint8Array | undefined> {
  const waiting = asked.get(key) ?? Promise.withResolvers<Uint8Array | undefined>();
  if (!asked.has(key)) send({ kind: 'classifier', key });
  asked.set(key, waiting);
  return waiting.promise;
}

const serve = createServe({ find, onProgress: (progress) => send({ kind: 'training', progress }) });

async function answer({ id, name, takes }: Call): Promise<void> {
  try {
    send({ kind: 'given', id, gives: await serve(name, takes) });
  } catch (error) {
    const code = error instanceof WorkbenchError ? error.code : 'Failed';
    send({
      kind: 'failed',
      id,
      code,
      cause: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

process.on('message', (message: ToChild) => {
  if (message.kind === 'call') return void answer(message);
  asked.get(message.key)?.resolve(message.bytes);
  asked.delete(message.key);
});
