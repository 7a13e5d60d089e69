import { beforeAll, describe, expect, it } from 'vitest';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { loadKnowledge } from '#knowledge/load.ts';
import { pack, unpacking } from '#knowledge/packed.ts';
import { atOnce } from '#time/in-slices.ts';
import { knowledgeDir } from '../support/classifier-cache.ts';

let knowledge: Knowledge;
let packed: Uint8Array;
beforeAll(async () => {
  knowledge = await loadKnowledge(knowledgeDir);
  packed = pack(knowledge);
});

const unpacked = (bytes: Uint8Array): Knowledge | undefined => atOnce(unpacking(bytes));

describe('packed knowledge', () => {
  it('is the same when it is unpacked, in the same order', () => {
    const read = unpacked(packed);
    expect(read).toEqual(knowledge);
    expect([...(read?.answers.keys() ?? [])]).toEqual([...knowledge.answers.keys()]);
    expect([...(read?.models ?? [])]).toEqual([...knowledge.models]);
  });

  it('is refused when it is cut, damaged or something else', () => {
    const damaged = packed.slice();
    damaged[damaged.length >> 1]! ^= 1;
    for (const bytes of [packed.subarray(0, -1), packed.subarray(0, 3), damaged, new Uint8Array(100)])
      expect(unpacked(bytes)).toBeUndefined();
  });
});
