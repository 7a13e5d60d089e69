/** In a file of its own, so that the threads that train do not load what reads and checks a classifier. */
import { crc32 } from 'node:zlib';
import { isSparse } from './linear-model.ts';
import type { TrainedClassifier } from './trained-classifier.ts';

/** The first bytes of every file. */
export const MAGIC = 'EGINTENT';
/** The version of the format and of the features. */
export const FORMAT = 5;
/** Magic (8 bytes), format, length of the description, total length, checksum of everything after these. */
export const HEADER_BYTES = 24;
/** Every array begins at a multiple of this many bytes. */
export const ALIGNMENT = 8;

/** The first place at or after `offset` where an array may begin. */
export const align = (offset: number): number => Math.ceil(offset / ALIGNMENT) * ALIGNMENT;

/**
 * Serialises a classifier for `deserialise`, in little-endian numbers. The same classifier always gives the same bytes.
 */
export function serialise(trained: TrainedClassifier): Uint8Array {
  const { ensemble, counts, calibrator, thresholds } = trained.parts;
  const { space, models, examples } = ensemble;
  const arrays = [
    Uint32Array.from(counts.values()),
    space.stems.ends,
    space.stems.slots,
    space.single,
    space.pairs,
    space.characters,
    space.rarity,
    ...(isSparse(models)
      ? [models.starts, models.values, models.columns]
      : [new Uint32Array(0), models.weights, new Uint16Array(0)]),
    models.biases,
    examples.scales,
    examples.once.lists,
    examples.weighted.lists,
    examples.weighted.shares,
    examples.weighted.owners,
    examples.once.owners,
    space.stems.letters,
    examples.labels,
  ];
  const description = {
    intents: ensemble.intents,
    words: space.words,
    counted: [...counts.keys()].join('\n'),
    calibrator: {
      means: [...calibrator.means],
      deviations: [...calibrator.deviations],
      coefficients: [...calibrator.coefficients],
    },
    thresholds,
    lengths: arrays.map(({ length }) => length),
  };
  const json = new TextEncoder().encode(JSON.stringify(description));
  const start = HEADER_BYTES + json.length;
  const total = arrays.reduce((end, array) => align(end) + array.byteLength, start);
  const bytes = new Uint8Array(total);
  bytes.set(new TextEncoder().encode(MAGIC));
  bytes.set(json, HEADER_BYTES);
  let offset = start;
  for (const array of arrays) {
    offset = align(offset);
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += array.byteLength;
  }
  const header = new DataView(bytes.buffer);
  header.setUint32(8, FORMAT, true);
  header.setUint32(12, json.length, true);
  header.setUint32(16, total, true);
  header.setUint32(20, crc32(bytes.subarray(HEADER_BYTES)), true);
  return bytes;
}
