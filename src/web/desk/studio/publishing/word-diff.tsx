import { diffWordsWithSpace } from 'diff';
import { changesWords as words } from './words.ts';

/** Longer texts would take too long to compare, so they are shown whole, before and after. */
const LONGEST = 20_000;

/** The differences between two texts: removed words are struck out, added words are marked. */
export function WordDiff({ before, after }: { before: string | null; after: string | null }) {
  const [old, young] = [before ?? '', after ?? ''];
  const parts =
    old.length + young.length > LONGEST
      ? [
          { value: old, removed: true, added: false },
          { value: young, removed: false, added: true },
        ]
      : diffWordsWithSpace(old, young);
  return (
    <p class="word-diff plain" dir="auto">
      {parts.map(({ value, added, removed }, at) => {
        if (value === '') return null;
        if (removed)
          return (
            <del key={at}>
              <span class="unseen">{words.before}: </span>
              {value}
            </del>
          );
        if (!added) return <span key={at}>{value}</span>;
        return (
          <ins key={at}>
            <span class="unseen">{words.after}: </span>
            {value}
          </ins>
        );
      })}
    </p>
  );
}
