import type { Activity } from '#bot-framework/activity.ts';
import type { ReplyKind } from '#dialogs/reply.ts';

/** What came back for one message, as a customer sees it. */
export interface Replies {
  activities: readonly Partial<Activity>[];
  /** The texts of all replies, one after the other. */
  text: string;
  texts: readonly string[];
  /** What each reply is, in order. */
  kinds: readonly ReplyKind[];
  /** Ids of the answers told, in order, without the replies that are none. */
  answers: readonly string[];
  /** Labels of what the last reply offers to choose. */
  choices: readonly string[];
  /** What pressing the choice with this label says. Throws where it is not offered. */
  saysOf(label: string): string;
}

interface ReplyData {
  reply?: { kind: ReplyKind; answerId?: string };
}

const dataOf = (activity: Partial<Activity>): ReplyData => (activity.channelData ?? {}) as ReplyData;

/** Reads the activities that a message was answered with. */
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
