import type { Activity } from '#bot-framework/activity.ts';
import type { ReplyKind } from '#dialogs/reply.ts';

/** The replies to one message, as a customer sees them. */
export interface Replies {
  activities: readonly Partial<Activity>[];
  /** The texts of all replies, joined. */
  text: string;
  texts: readonly string[];
  /** The kind of each reply, in order. */
  kinds: readonly ReplyKind[];
  /** Ids of the answers given, in order, skipping other replies. */
  answers: readonly string[];
  /** Labels of the choices that the last reply offers. */
  choices: readonly string[];
  /** Returns what clicking the choice with this label sends. @throws if it is not offered */
  saysOf(label: string): string;
}

interface ReplyData {
  reply?: { kind: ReplyKind; answerId?: string };
}

const dataOf = (activity: Partial<Activity>): ReplyData => (activity.channelData ?? {}) as ReplyData;

/** Reads the activities in reply to a message. */
export function readReplies(activities: readonly Partial<Activity>[]): Replies {
  const texts = activities.map(({ text }) => text ?? '');
  const actions = activities.at(-1)?.suggestedActions?.actions ?? [];
  return {
    activities,
    texts,
    text: texts.join('\n\n'),
    kinds: activities.flatMap((activity) => dataOf(activity).reply?.kind ?? []),
    answers: activities.flatMap((activity) => dataOf(activity).reply?.answerId ?? []),
    choices: actions.map(({ title }) => title),
    saysOf: (label) => {
      const action = actions.find(({ title }) => title === label);
      if (action === undefined) {
        throw new Error(`"${label}" is not offered, only: ${actions.map(({ title }) => title).join(', ')}`);
      }
      return String(action.value);
    },
  };
}
