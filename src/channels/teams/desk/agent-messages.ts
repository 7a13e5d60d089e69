/** What agents in Teams receive of a conversation: the customer's messages and notices for agents only. */
import { type Activity, ActivityTypes, type ConversationReference } from '#bot-framework/activity.ts';
import type { Chat } from '#handoff/chat.ts';
import type { TranscriptActivity } from '#handoff/read-transcript.ts';
import { type SaveText, messagesOf } from '#channels/botframework/message-size.ts';
import { speakerOf } from '#handoff/speaker.ts';

/** Plain text, none of which becomes markup. */
export const plainMessage = (text: string): Partial<Activity> => ({
  type: ActivityTypes.Message,
  text,
  textFormat: 'plain',
});

/**
 * A message's text, with its files as links. Pictures too: Teams would fetch them from a server that it may not reach.
 */
function wordsIn({ text = '', attachments = [] }: TranscriptActivity): string {
  const files = attachments.flatMap(({ name = 'file', contentUrl }) =>
    contentUrl !== undefined && /^https?:/.test(contentUrl) ? [`${name}: ${contentUrl}`] : [],
  );
  return [text, ...files].filter((part) => part !== '').join('\n');
}

/** An activity as messages for an agent; several if it is long. @param place where the agent reads */
export const agentMessages = async (
  chat: Chat,
  line: TranscriptActivity,
  place: Partial<ConversationReference>,
  saveText: SaveText,
): Promise<Partial<Activity>[]> =>
  await messagesOf(
    wordsIn(line),
    place,
    (part) => plainMessage(`${speakerOf(line, chat)}: ${part}`),
    saveText,
  );
