import { signal, type ReadonlySignal } from '@preact/signals';
import type { Activity } from '../../widget/chat/activity.ts';
import { emptyTranscript, type Transcript, withActivity } from '../../widget/chat/transcript.ts';
import { serverPath } from '../server-path.ts';
import { openSocket } from './reconnecting-socket.ts';

/** Typing shows for so long after its last sign. */
const TYPING_MS = 5000;

/** A chat as it is said, from its first word on. */
export interface ChatStream {
  readonly transcript: ReadonlySignal<Transcript>;
  readonly isTyping: ReadonlySignal<boolean>;
  close(): void;
}

/** Our server says of each activity which side it is from: no id is needed to tell. */
const NOBODY = '';

interface Frame {
  activities?: Activity[];
  watermark?: string;
}

/** Follows a chat: after a break it goes on from the last place, so that nothing is missed and nothing comes twice. */
export function openChatStream(reference: string, { onSignedOut }: { onSignedOut: () => void }): ChatStream {
  const transcript = signal<Transcript>(emptyTranscript);
  const isTyping = signal(false);
  let watermark = '0';
  let typing: ReturnType<typeof setTimeout> | undefined;

  const showTyping = (on: boolean): void => {
    clearTimeout(typing);
    isTyping.value = on;
    if (on) typing = setTimeout(() => showTyping(false), TYPING_MS);
  };
  const close = openSocket({
    url: () => serverPath(`/desk/chats/${encodeURIComponent(reference)}/stream?watermark=${watermark}`),
    onConnected: () => undefined,
    onSignedOut,
    onText(text) {
      const frame = JSON.parse(text) as Frame;
      const { activities = [] } = frame;
      if (frame.watermark !== undefined) watermark = frame.watermark;
      const said = activities.filter(({ type }) => type !== 'typing');
      if (said.length < activities.length) showTyping(true);
      else if (said.some(({ from }) => from?.role === 'user')) showTyping(false);
      if (said.length === 0) return;
      transcript.value = said.reduce(
        (before, activity) => withActivity(before, activity, NOBODY),
        transcript.value,
      );
    },
  });
  return {
    transcript,
    isTyping,
    close() {
      clearTimeout(typing);
      close();
    },
  };
}
