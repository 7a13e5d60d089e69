import { readCache } from '#training/load-classifier.ts';
import { deserialise } from '#understanding/classifier/deserialise.ts';
import type { TrainedClassifier } from '#understanding/classifier/trained-classifier.ts';
import type { ServiceName } from '#studio/workbench/protocol.ts';
import { createReadBefore, createServe } from '#studio/workbench/serve.ts';
import type { StartServices } from '#studio/workbench/workbench.ts';
import { WorkbenchError } from '#studio/workbench/workbench-error.ts';

/** Nearly all servers of the tests read the same documents. */
const readBefore = createReadBefore();

/**
 * Runs the services of the workbench in the test's own process, which has all modules loaded: a separate process takes
 * a third of a second to start. For tests that are not about that process.
 */
export const servicesHere: StartServices = ({ dataDir, readClassifier, onTraining, log }) => {
  const stopping = Promise.withResolvers<never>();
  stopping.promise.catch(() => undefined);
  const find = async (key: string): Promise<TrainedClassifier | undefined> => {
    const cached = await readCache(dataDir, key, log);
    if (cached !== undefined) return cached.classifier;
    const bytes = await readClassifier(key);
    return bytes && deserialise(bytes);
  };
  const serve = createServe({ find, onProgress: onTraining }, readBefore);
  return {
    async call(name, takes) {
      try {
        // As between processes, nothing is shared.
        const serving = serve(name, structuredClone(takes)).then((gives) => structuredClone(gives));
        return await Promise.race([serving, stopping.promise]);
      } catch (error) {
        if (error instanceof WorkbenchError) throw error;
        throw new WorkbenchError('Failed', { cause: error });
      }
    },
    stop() {
      stopping.reject(new WorkbenchError('Stopping'));
      return Promise.resolve();
    },
  };
};

/** Services that somebody else makes switch to other sides, right after the first ones have been prepared. */
export const switchedServices: StartServices = (parts) => {
  const services = servicesHere(parts);
  let isSwitched = false;
  return {
    async call(name, takes, timeoutMs) {
      const gives = await services.call(name, takes, timeoutMs);
      if (name !== 'prepare' || isSwitched) return gives;
      isSwitched = true;
      await services.call(name, { ...takes, key: 'other sides' }, timeoutMs);
      return gives;
    },
    stop: () => services.stop(),
  };
};

/** Services of which one waits until it is released, so that other things can happen first. */
export function holdService(held: ServiceName): { startServices: StartServices; letGo: () => void } {
  const { promise, resolve: letGo } = Promise.withResolvers<void>();
  const startServices: StartServices = (parts) => {
    const services = servicesHere(parts);
    return {
      async call(name, ...rest) {
        if (name === held) await promise;
        return services.call(name, ...rest);
      },
      stop() {
        letGo();
        return services.stop();
      },
    };
  };
  return { startServices, letGo };
}

/** Services of which one fails for as long as it is told to. */
export function failingService(failing: ServiceName): {
  startServices: StartServices;
  fails: (isFailing: boolean) => void;
} {
  let isFailing = false;
  const startServices: StartServices = (parts) => {
    const services = servicesHere(parts);
    return {
      ...services,
      async call(name, ...rest) {
        if (name === failing && isFailing) throw new WorkbenchError('Crashed');
        return services.call(name, ...rest);
      },
    };
  };
  return { startServices, fails: (are) => void (isFailing = are) };
}
