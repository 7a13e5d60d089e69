/** What agents in Teams get of a conversation: what its customer's side says, and what is meant for agents alone. */
import { type Activity, ActivityTypes, type ConversationReference } from '#bot-framework/activity.ts';
import type { Chat } from '#handoff/chat.ts';
import type { TranscriptActivity } from '#handoff/read-transcript.ts';
import { type SaveText, messagesOf } from '#channels/botframework/message-size.ts';
import { speakerOf } from '#handoff/speaker.ts';

/** Plain text: nothing of it becomes markup. */
export const plainMessage = (text: string): Partial<Activity> => ({
  type: ActivityTypes.Message,
  text,
  textFormat: 'plain',
});

/** What was said, with its files as links: pictures too, which Teams would fetch from a server that it may not reach. */
function wordsIn({ text = '', attachments = [] }: TranscriptActivity): string {
  const files = attachments.flatMap(({ name = 'file', contentUrl }) =>
    contentUrl !== undefined && /^https?:/.test(contentUrl) ? [`${name}: ${contentUrl}`] : [],
  );
  return [text, ...files].filter((part) => part !== '').join('\n');
}

/** A line as messages for an agent: several, where it is long. @param place where the agent reads */
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
