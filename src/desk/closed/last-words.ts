import type { Chat } from '#handoff/chat.ts';
import { END_OF_TRANSCRIPT, type TranscriptActivity } from '#handoff/read-transcript.ts';
import type { Transcript } from '#store/transcript.ts';
import { wordsOf } from '../last-words.ts';

/** Activities that are looked at from the end: an agent may have had the last words, several times. */
const ACTIVITIES_READ = 30;

/** Finds what the customer last said before a chat was closed, shortened to its beginning. */
export async function lastWordsIn(
  transcript: Pick<Transcript, 'newest'>,
  { conversationId, closedAt }: Pick<Chat, 'conversationId' | 'closedAt'>,
): Promise<string | undefined> {
  const rows = await transcript.newest(conversationId, END_OF_TRANSCRIPT, ACTIVITIES_READ);
  const message = rows
    .filter(({ hidden }) => !hidden)
    .map(({ body }) => JSON.parse(body) as TranscriptActivity)
    .findLast(
      (activity) =>
        activity.type === 'message' &&
        activity.from?.role === 'user' &&
        wordsOf(activity) !== '' &&
        (closedAt === undefined || Date.parse(activity.timestamp ?? '') <= closedAt.getTime()),
    );
  return message && wordsOf(message);
}
