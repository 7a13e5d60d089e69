import { customerOf } from '../inbox/chat-summary.ts';
import { talkWords as words } from '../words.ts';
import type { Standing } from './standing.ts';

/** Isolates a name, so that its writing direction does not affect the sentence. */
const isolated = (name: string): string => `\u2068${name}\u2069`;

/** What is happening in the chat right now, in one line. */
export function StatusLine({
  standing: { chat, state, isMine },
  isTyping,
  lookers,
}: {
  standing: Standing;
  isTyping: boolean;
  lookers: readonly string[];
}) {
  const texts = [
    isTyping ? words.typing(isolated(customerOf(chat))) : '',
    state === 'closed' ? words.closed : '',
    state === 'connected' && !isMine ? words.taken(chat.agent?.name ?? words.colleague) : '',
    lookers.length > 0 ? words.lookers(lookers) : '',
  ];
  return (
    <p class="status-line soft" role="status" translate={false}>
      {texts.filter((text) => text !== '').join(' · ')}
    </p>
  );
}
