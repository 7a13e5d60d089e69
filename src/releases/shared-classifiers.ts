import type { Releases } from '#store/releases.ts';
import type { SharedClassifiers } from '#training/load-classifier.ts';

/** The classifiers in the store, which all servers share: each is trained only once. */
export const sharedClassifiers = (releases: Releases, clock: () => Date): SharedClassifiers => ({
  has: (key) => releases.hasClassifier(key, clock()),
  read: (key) => releases.classifier(key),
  write: (key, bytes) => releases.writeClassifier(key, bytes, clock()),
});
