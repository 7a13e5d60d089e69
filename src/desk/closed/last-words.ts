import type { Chat } from '#handoff/chat.ts';
import { END_OF_TRANSCRIPT, type TranscriptActivity } from '#handoff/read-transcript.ts';
import type { Transcript } from '#store/transcript.ts';
import { wordsOf } from '../last-words.ts';

/** How many activities to read from the end: the agent may have written the last few. */
const ACTIVITIES_READ = 30;

/**
 * Finds what the customer last said before a chat was closed, shortened to its beginning.
 * @param request what the button that asks for a person says: it counts only if the customer said nothing else
 */
export async function lastWordsIn(
  transcript: Pick<Transcript, 'newest'>,
  { conversationId, closedAt }: Pick<Chat, 'conversationId' | 'closedAt'>,
  request: string,
): Promise<string | undefined> {
  const rows = await transcript.newest(conversationId, END_OF_TRANSCRIPT, ACTIVITIES_READ);
  const said = rows
    .filter(({ hidden }) => !hidden)
    .map(({ body }) => JSON.parse(body) as TranscriptActivity)
    .filter(
      ({ type, from, timestamp = '' }) =>
        type === 'message' &&
        from?.role === 'user' &&
        (closedAt === undefined || Date.parse(timestamp) <= closedAt.getTime()),
    )
    .map(wordsOf)
    .filter((words) => words !== '');
  return said.findLast((words) => words !== request) ?? said.at(-1);
}
