import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { atOnce, type Steps } from '#time/in-slices.ts';
import { ownersArray } from './examples.ts';
import { fitsTogether } from './fits-together.ts';
import { TrainedClassifier } from './trained-classifier.ts';
import type { TrainedParts } from './trained-classifier.ts';
import { align, ALIGNMENT, FORMAT, HEADER_BYTES, MAGIC } from './serialise.ts';

/** How much is checked at a time: half a millisecond's worth. */
const CHECKED_BYTES = 2 ** 19;

const floats = z.array(z.number());

/** Names without line breaks, one per line: one string is read much faster than an array of thousands. */
const lines = z.string().transform((text) => (text === '' ? [] : text.split('\n')));

/**
 * The names and small numbers, as JSON; the arrays follow it, aligned, each with as many elements as `lengths` says.
 */
const descriptionSchema = z.strictObject({
  intents: z.array(z.string()).min(1),
  words: z.int().nonnegative(),
  counted: lines,
  calibrator: z.strictObject({ means: floats, deviations: floats, coefficients: floats }),
  thresholds: z.strictObject({ sure: z.number(), close: z.number(), doubt: z.number() }),
  lengths: z.array(z.int().nonnegative()),
});

/**
 * Reads what `serialise` wrote. Returns undefined for anything else: foreign, truncated, damaged, or in another version
 * of the format. Never throws. The classifier keeps using the bytes, so nobody may change them.
 */
export const deserialise = (bytes: Uint8Array): TrainedClassifier | undefined => atOnce(deserialising(bytes));

/** Does the same as `deserialise`, step by step. */
export function* deserialising(bytes: Uint8Array): Steps<TrainedClassifier | undefined> {
  try {
    if (!(yield* isUndamaged(bytes))) return undefined;
    yield;
    const parts = readParts(bytes);
    yield;
    if (!(yield* fitsTogether(parts))) return undefined;
    yield;
    return new TrainedClassifier(parts);
  } catch {
    // A valid checksum over invalid contents: `serialise` did not write this.
    return undefined;
  }
}

const headerOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);

function* isUndamaged(bytes: Uint8Array): Steps<boolean> {
  if (bytes.length < HEADER_BYTES) return false;
  const header = headerOf(bytes);
  if (new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) return false;
  if (header.getUint32(8, true) !== FORMAT) return false;
  if (header.getUint32(16, true) !== bytes.length) return false;
  let checksum = 0;
  for (let at = HEADER_BYTES; at < bytes.length; at += CHECKED_BYTES) {
    checksum = crc32(bytes.subarray(at, at + CHECKED_BYTES), checksum);
    yield;
  }
  return header.getUint32(20, true) === checksum;
}

/** Where the arrays are in some bytes: each element must be aligned to its size. */
function arraysIn(bytes: Uint8Array, start: number, lengths: readonly number[]) {
  const { buffer, byteOffset }: Uint8Array = bytes.byteOffset % ALIGNMENT === 0 ? bytes : bytes.slice();
  let offset = start;
  let next = 0;
  const place = (elementBytes: number) => {
    const length = lengths[next++] ?? 0;
    const from = align(offset);
    offset = from + length * elementBytes;
    return [buffer as ArrayBuffer, byteOffset + from, length] as const;
  };
  return {
    integers: () => new Uint32Array(...place(4)),
    numbers: () => new Float32Array(...place(4)),
    shorts: () => new Uint16Array(...place(2)),
    owners: (examples: number) => {
      const Owners = ownersArray(examples);
      return new Owners(...place(Owners.BYTES_PER_ELEMENT));
    },
  };
}

function readParts(bytes: Uint8Array): TrainedParts {
  const jsonLength = headerOf(bytes).getUint32(12, true);
  const json = new TextDecoder().decode(bytes.subarray(HEADER_BYTES, HEADER_BYTES + jsonLength));
  const description = descriptionSchema.parse(JSON.parse(json));
  const { integers, numbers, shorts, owners } = arraysIn(
    bytes,
    HEADER_BYTES + jsonLength,
    description.lengths,
  );
  // In the order in which they were written.
  const counts = counted(description.counted, integers());
  const [ends, slots, single, pairs, characters] = [
    integers(),
    integers(),
    integers(),
    integers(),
    integers(),
  ];
  const rarity = numbers();
  const [starts, weights, columns] = [integers(), numbers(), shorts()];
  const [biases, scales] = [numbers(), numbers()];
  const [onceLists, weightedLists, shares] = [integers(), integers(), numbers()];
  const [weightedOwners, onceOwners] = [owners(scales.length), owners(scales.length)];
  const stems = { letters: shorts(), ends, slots };
  const labels = integers();
  return {
    ensemble: {
      intents: description.intents,
      space: { stems, single, pairs, characters, words: description.words, rarity },
      models: starts.length === 0 ? { weights, biases } : { starts, columns, values: weights, biases },
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
