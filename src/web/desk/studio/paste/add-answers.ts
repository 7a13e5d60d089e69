import { newEntry } from '../entries/new-entry.ts';
import { newWords } from '../entries/words.ts';
import { studioApi } from '../studio-api.ts';
import type { StudioDraft } from '../studio-draft.ts';
import { type Candidate, isAnswered } from './candidates.ts';
import { dividedAnswer } from './read-page.ts';
import { pasteWords as words } from './words.ts';

interface Place {
  /** The document to add them to. */
  topic: string;
  /** The id of their source. */
  source: string;
}

/**
 * Adds answers to the draft, one after the other.
 * @param onAdded called after each
 * @returns a problem to show; '' if all were added
 */
export async function addAnswers(
  taken: readonly Candidate[],
  { topic, source }: Place,
  draft: StudioDraft,
  onAdded: (candidate: Candidate) => void,
): Promise<string> {
  let added = 0;
  await draft.load();
  for (const candidate of taken) {
    const { question, answer, isKnown } = candidate;
    const overview = draft.overview.peek();
    if (overview === undefined) return '';
    // An earlier attempt saved it, but the response was lost.
    if (!isKnown && isAnswered(question, overview.entries)) {
      onAdded(candidate);
      continue;
    }
    const { key, content } = newEntry('answer', question.trim(), topic, overview);
    const { short, detail } = dividedAnswer(answer);
    const filled = { ...(content as object), source, short, ...(detail === '' ? {} : { detail }) };
    const saved = await studioApi.save({ ...key, content: filled, version: '' });
    // The next id depends on this one, so load it first.
    await draft.load();
    if (!saved.ok) return words.stopped(added, saved.problem);
    // Another editor added an answer with this id at the same time.
    if (!saved.body.isSaved) return words.stopped(added, newWords.known);
    onAdded(candidate);
    added += 1;
  }
  return '';
}
