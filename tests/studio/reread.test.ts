import { describe, expect, it } from 'vitest';
import type { ReadAs } from '#review/preview/changes.ts';
import { reread } from '#studio/workbench/reread.ts';
import { loadShortAssets } from '../support/assets.ts';

const { knowledge, classifier } = await loadShortAssets();

const sure = (intent: string): ReadAs => ({ intents: [intent], certainty: 'sure' });

/** A side that reads as it is told, and counts what it reads. */
function sideThat(classifierKey: string, reads: (text: string) => ReadAs) {
  const read: string[] = [];
  return {
    read,
    knowledge,
    classifierKey,
    classifier: classifier as never,
    readAs: (text: string) => {
      read.push(text);
      return reads(text);
    },
    findAmong: () => () => [],
  };
}

/** Counts the classifiers that are fitted with another seed. */
function counting() {
  const fitted: string[] = [];
  const other = (_knowledge: object, { key }: { key: string }) => {
    fitted.push(key);
    return Promise.resolve(classifier as never);
  };
  return { fitted, other };
}

describe('reading questions again', () => {
  it('reads each text once, and fits nothing else where nothing changes', async () => {
    const [published, draft] = [sideThat('one', sure), sideThat('two', sure)];
    const classifiers = counting();
    const { groups } = await reread({ published, draft, isExact: true }, ['a', 'b', 'a'], classifiers);
    expect({ groups, read: [published.read, draft.read] }).toEqual({
      groups: [],
      read: [
        ['a', 'b'],
        ['a', 'b'],
      ],
    });
    expect(classifiers.fitted).toEqual([]);
  });

  it('checks what changes with a second pair of classifiers', async () => {
    const published = sideThat('one', () => sure('greeting'));
    const draft = sideThat('two', (text) => sure(text === 'a' ? 'thanks' : 'greeting'));
    const classifiers = counting();
    const { groups, chance } = await reread({ published, draft, isExact: true }, ['a', 'b'], classifiers);
    // The second pair is the same for both, so it confirms nothing.
    expect({ groups, chance, fitted: classifiers.fitted }).toEqual({
      groups: [],
      chance: 1,
      fitted: ['one', 'two'],
    });
  });

  it('believes a change at once where both sides have learnt the same', async () => {
    const published = sideThat('one', () => sure('greeting'));
    const draft = sideThat('one', () => sure('thanks'));
    const classifiers = counting();
    const { groups } = await reread({ published, draft, isExact: true }, ['a', 'a'], classifiers);
    expect(groups).toMatchObject([{ questions: [0, 1] }]);
    expect(classifiers.fitted).toEqual([]);
  });
});
