import { newEntry } from '../entries/new-entry.ts';
import { newWords } from '../entries/words.ts';
import { studioApi } from '../studio-api.ts';
import type { StudioDraft } from '../studio-draft.ts';
import type { FoundAnswer } from './read-page.ts';
import { dividedAnswer } from './read-page.ts';
import { pasteWords as words } from './words.ts';

/**
 * Adds answers to the draft, one after the other.
 * @param place the document to add them to, and the id of their source
 * @returns a problem to show; '' if all were added
 */
export async function addAnswers(
  found: readonly FoundAnswer[],
  { topic, source }: { topic: string; source: string },
  draft: StudioDraft,
): Promise<string> {
  let added = 0;
  for (const { question, answer } of found) {
    const overview = draft.overview.peek();
    if (overview === undefined) return '';
    const { key, content } = newEntry('answer', question.trim(), topic, overview);
    const { short, detail } = dividedAnswer(answer);
    const filled = { ...(content as object), source, short, ...(detail === '' ? {} : { detail }) };
    const saved = await studioApi.save({ ...key, content: filled, version: '' });
    // The next id depends on this one, so load it first.
    await draft.load();
    if (!saved.ok) return words.stopped(added, saved.problem);
    // Another editor added an answer with this id at the same time.
    if (!saved.body.isSaved) return words.stopped(added, newWords.known);
    added += 1;
  }
  return '';
}
