import { useEffect } from 'preact/hooks';
import { studioApi } from '../studio-api.ts';
import type { StudioDraft } from '../studio-draft.ts';
import { foundEntries, listFilter, textOfKey } from './list-filter.ts';

/** While the editor types, the search runs after a pause this long. */
const PAUSE_MS = 250;

/** Searches every word of every entry on the server, and again when the draft changes. */
export function useSearch(draft: StudioDraft): void {
  const words = listFilter.words.value.trim();
  const overview = draft.overview.value;
  useEffect(() => {
    if (words === '') {
      foundEntries.value = undefined;
      return undefined;
    }
    let isWanted = true;
    const timer = setTimeout(() => {
      void studioApi.search(words).then((answer) => {
        if (isWanted && answer.ok) foundEntries.value = new Set(answer.body.entries.map(textOfKey));
      });
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [words, overview]);
}
