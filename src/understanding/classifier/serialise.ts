import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { ownersArray } from './examples.ts';
import { paddedTo } from './linear-model.ts';
import { TrainedClassifier } from './trained-classifier.ts';
import type { TrainedParts } from './trained-classifier.ts';

/** The first bytes of every file: a name and the version of the format and of the features. */
const MAGIC = 'EGINTENT';
const FORMAT = 3;
/** Magic (8 bytes), format, length of the description, total length, checksum of everything after these. */
const HEADER_BYTES = 24;
const ALIGNMENT = 8;

const floats = z.array(z.number());

/** Names that contain no line break, one on each line: one string is read much faster than an array of thousands. */
const lines = z.string().transform((text) => (text === '' ? [] : text.split('\n')));

/** The names and small numbers, as JSON; the arrays follow it, aligned, as many elements each as `lengths` says. */
const descriptionSchema = z.strictObject({
  intents: z.array(z.string()).min(1),
  words: lines,
  characters: lines,
  counted: lines,
  calibrator: z.strictObject({ means: floats, deviations: floats, coefficients: floats }),
  thresholds: z.strictObject({ sure: z.number(), close: z.number(), doubt: z.number() }),
  lengths: z.array(z.int().nonnegative()),
});

const align = (offset: number): number => Math.ceil(offset / ALIGNMENT) * ALIGNMENT;

/**
 * Serialises a classifier for `deserialise`, in little-endian numbers. The same classifier gives the same
 * bytes.
 */
export function serialise(trained: TrainedClassifier): Uint8Array {
  const { ensemble, counts, calibrator, thresholds } = trained.parts;
  const { space, models, examples } = ensemble;
  const arrays = [
    Uint32Array.from(counts.values()),
    space.rarity,
    models.weights,
    models.biases,
    examples.scales,
    examples.once.lists,
    examples.weighted.lists,
    examples.weighted.shares,
    examples.weighted.owners,
    examples.once.owners,
    examples.labels,
  ];
  const description = {
    intents: ensemble.intents,
    words: space.words.join('\n'),
    characters: space.characters.join('\n'),
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

/**
 * Reads what `serialise` wrote. Returns undefined for anything else: foreign, truncated, damaged, or of another version
 * of the format. Never throws.
 */
export function deserialise(bytes: Uint8Array): TrainedClassifier | undefined {
  try {
    const parts = readParts(bytes);
    return parts && fitsTogether(parts) ? new TrainedClassifier(parts) : undefined;
  } catch {
    // A valid checksum over invalid contents: `serialise` did not write this.
    return undefined;
  }
}

function readParts(bytes: Uint8Array): TrainedParts | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  if (new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) return undefined;
  if (header.getUint32(8, true) !== FORMAT) return undefined;
  if (header.getUint32(16, true) !== bytes.length) return undefined;
  if (header.getUint32(20, true) !== crc32(bytes.subarray(HEADER_BYTES))) return undefined;

  const jsonLength = header.getUint32(12, true);
  const json = new TextDecoder().decode(bytes.subarray(HEADER_BYTES, HEADER_BYTES + jsonLength));
  const description = descriptionSchema.parse(JSON.parse(json));
  // Arrays must be aligned to their elements, which a slice of a larger buffer may not be.
  const own = bytes.slice();
  let offset = HEADER_BYTES + jsonLength;
  let next = 0;
  const place = (elementBytes: number) => {
    const length = description.lengths[next++] ?? 0;
    const from = align(offset);
    offset = from + length * elementBytes;
    return [own.buffer, from, length] as const;
  };
  const integers = () => new Uint32Array(...place(4));
  const numbers = () => new Float32Array(...place(4));
  const counts = counted(description.counted, integers());
  const [rarity, weights, biases, scales] = [numbers(), numbers(), numbers(), numbers()];
  const [onceLists, weightedLists, shares] = [integers(), integers(), numbers()];
  const Owners = ownersArray(scales.length);
  const owners = () => new Owners(...place(Owners.BYTES_PER_ELEMENT));
  const [weightedOwners, onceOwners, labels] = [owners(), owners(), integers()];
  return {
    ensemble: {
      intents: description.intents,
      space: { words: description.words, characters: description.characters, rarity },
      models: { weights, biases },
      examples: {
        once: { lists: onceLists, owners: onceOwners },
        weighted: { lists: weightedLists, owners: weightedOwners, shares },
        scales,
        labels,
      },
    },
    counts,
    calibrator: {
      means: Float64Array.from(description.calibrator.means),
      deviations: Float64Array.from(description.calibrator.deviations),
      coefficients: Float64Array.from(description.calibrator.coefficients),
    },
    thresholds: description.thresholds,
  };
}

const counted = (words: readonly string[], counts: Uint32Array): Map<string, number> =>
  new Map(words.map((word, at) => [word, counts[at] ?? 0]));

const isAscending = (numbers: Uint32Array): boolean =>
  numbers.every((number, at) => at === 0 || number >= numbers[at - 1]!);

/** Whether the arrays' lengths agree with each other: reading past the end gives NaN instead of an error. */
function fitsTogether({ ensemble, calibrator }: TrainedParts): boolean {
  const { intents, space, models, examples } = ensemble;
  const features = space.rarity.length;
  const { once, weighted, scales, labels } = examples;
  return (
    features === space.words.length + space.characters.length &&
    models.biases.length === 2 * paddedTo(intents.length) &&
    models.weights.length === features * models.biases.length &&
    [once, weighted].every(
      ({ lists, owners }) =>
        lists.length === features + 1 &&
        isAscending(lists) &&
        lists.at(-1) === owners.length &&
        owners.every((owner) => owner < labels.length),
    ) &&
    weighted.shares.length === weighted.owners.length &&
    scales.length === labels.length &&
    isAscending(labels) &&
    labels.every((label) => label < intents.length) &&
    calibrator.deviations.length === calibrator.means.length &&
    calibrator.coefficients.length === calibrator.means.length + 1
  );
}
