import { crc32 } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { deserialise } from '#understanding/classifier/deserialise.ts';
import { serialise } from '#understanding/classifier/serialise.ts';
import { trainClassifier } from '#understanding/classifier/train.ts';
import type { TrainedClassifier } from '#understanding/classifier/trained-classifier.ts';
import { smallCorpus } from './small-corpus.ts';

let classifier: TrainedClassifier;
let bytes: Uint8Array;
beforeAll(async () => {
  classifier = await trainClassifier(smallCorpus, ['Overdrive'], { seed: 1 });
  bytes = serialise(classifier);
});

const flipped = (at: number): Uint8Array => {
  const copy = bytes.slice();
  copy[at]! ^= 0x10;
  return copy;
};

describe('a saved classifier', () => {
  it('classifies exactly like the trained one', () => {
    const loaded = deserialise(bytes);
    expect(loaded?.thresholds).toEqual(classifier.thresholds);
    for (const utterance of ['renew my lone', 'is it open tonight', '', 'a modelname', 'sing for me']) {
      expect(loaded?.classify(utterance)).toEqual(classifier.classify(utterance));
    }
  });

  it('gives the same bytes when saved again', () => {
    expect(Buffer.compare(serialise(deserialise(bytes)!), bytes)).toBe(0);
  });

  it('can be anywhere in a larger buffer', () => {
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(deserialise(larger.subarray(3))?.intents).toEqual(classifier.intents);
  });

  it('is rejected when truncated', () => {
    for (const length of [0, 1, 8, 23, 24, 25, 1_000, bytes.length - 1]) {
      expect(deserialise(bytes.subarray(0, length))).toBeUndefined();
    }
  });

  it('is rejected when followed by more bytes', () => {
    expect(deserialise(Buffer.concat([bytes, new Uint8Array(4)]))).toBeUndefined();
  });

  it('is rejected when any part is damaged', () => {
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 50)) {
      expect(deserialise(flipped(at))).toBeUndefined();
    }
  });

  it('is rejected when written in another version of the format', () => {
    expect(deserialise(flipped(8))).toBeUndefined();
  });

  it('is rejected when its arrays are inconsistent, even with a valid checksum', () => {
    const copy = bytes.slice();
    const view = new DataView(copy.buffer);
    // The last array holds the class of each example.
    view.setUint32(copy.length - 4, 4_000_000_000, true);
    view.setUint32(20, crc32(copy.subarray(24)), true);
    expect(deserialise(copy)).toBeUndefined();
  });

  it('is rejected when it is something else', () => {
    expect(deserialise(new TextEncoder().encode('{"intents": ["greeting"]}'.repeat(20)))).toBeUndefined();
  });
});
