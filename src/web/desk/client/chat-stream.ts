import { signal, type ReadonlySignal } from '@preact/signals';
import type { Activity } from '#web/widget/client/activity.ts';
import { emptyTranscript, type Transcript, withActivity } from '#web/widget/client/transcript.ts';
import type { Feed } from './feed.ts';

/** How long the typing indicator stays after the last sign of typing. */
const TYPING_MS = 5000;

/** A chat's transcript, live, from its first message. */
export interface ChatStream {
  readonly transcript: ReadonlySignal<Transcript>;
  readonly isTyping: ReadonlySignal<boolean>;
  /** The watermark of the newest activity received. */
  watermark: () => string;
  close(): void;
}

/** Our server marks each activity with its side, so no user id is needed. */
const NOBODY = '';

/** Follows a chat. After an interruption it resumes from its watermark, so that nothing is missed or repeated. */
export function openChatStream(reference: string, feed: Pick<Feed, 'follow'>): ChatStream {
  const transcript = signal<Transcript>(emptyTranscript);
  const isTyping = signal(false);
  const known = new Set<string>();
  let watermark = '0';
  let typing: ReturnType<typeof setTimeout> | undefined;

  const showTyping = (on: boolean): void => {
    clearTimeout(typing);
    isTyping.value = on;
    if (on) typing = setTimeout(() => showTyping(false), TYPING_MS);
  };
  /** A socket and a poll may deliver the same activity. */
  const isNew = ({ id }: Activity): boolean => {
    if (id === undefined || known.has(id)) return false;
    known.add(id);
    return true;
  };
  const stop = feed.follow(reference, {
    watermark: () => watermark,
    onFrame(frame) {
      const activities = (frame.activities ?? []) as Activity[];
      if (frame.watermark !== undefined && Number(frame.watermark) > Number(watermark))
        watermark = frame.watermark;
      if (activities.some(({ type }) => type === 'typing')) showTyping(true);
      const said = activities.filter((each) => each.type !== 'typing' && isNew(each));
      if (said.length === 0) return;
      if (said.some(({ from }) => from?.role === 'user')) showTyping(false);
      transcript.value = said.reduce(
        (before, activity) => withActivity(before, activity, NOBODY),
        transcript.value,
      );
    },
  });
  return {
    transcript,
    isTyping,
    watermark: () => watermark,
    close() {
      clearTimeout(typing);
      stop();
    },
  };
}
