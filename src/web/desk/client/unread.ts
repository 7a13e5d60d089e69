import type { DeskChat } from '#desk/wire.ts';
import type { ChatStream } from './chat-stream.ts';
import type { ChatStreams } from './chat-streams.ts';
import type { ReadMarks } from './read-marks.ts';

const customersOf = (stream: ChatStream) =>
  stream.transcript.value.messages.filter(({ from }) => from === 'visitor');

/** The number of the customer's messages. */
export const countOf = (stream: ChatStream): number => customersOf(stream).length;

/** The number of the customer's messages that the agent has not seen, in a chat that is not open. */
export function unreadIn(
  { reference, claimedAt }: Pick<DeskChat, 'reference' | 'claimedAt'>,
  { streams, marks }: { streams: ChatStreams; marks: ReadMarks },
): number {
  const stream = streams.peek(reference);
  if (stream === undefined) return 0;
  const known = marks.of(reference);
  if (known !== undefined) return Math.max(0, countOf(stream) - known);
  // A chat assigned to the agent that they have not opened yet: earlier messages do not count as unread.
  const since = Date.parse(claimedAt ?? '');
  return 1 + customersOf(stream).filter(({ at }) => at.getTime() > since).length;
}
