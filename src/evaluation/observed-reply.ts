import type { Activity } from '#bot-framework/activity.ts';

/** A reply as the evaluation sees it: its kind, its text and its choices. */
export interface ObservedReply {
  /** The kind of reply, from its channel data ("answer", "clarify", "unknown" …). */
  kind: string;
  /** The id of the answer given. */
  answerId?: string;
  /** Markdown, as sent. */
  text: string;
  /** The value that each choice sends, in order. */
  choices: string[];
}

/** Reads a reply. One without channel data (from another channel) has the kind 'unmarked'. */
export function observe(activity: Partial<Activity>): ObservedReply {
  const data: unknown = activity.channelData;
  const mark: unknown = typeof data === 'object' && data !== null && 'reply' in data ? data.reply : undefined;
  const { kind, answerId } = (mark ?? {}) as { kind?: unknown; answerId?: unknown };
  return {
    kind: typeof kind === 'string' ? kind : 'unmarked',
    ...(typeof answerId === 'string' ? { answerId } : {}),
    text: activity.text ?? '',
    choices: (activity.suggestedActions?.actions ?? []).map(({ value }) => String(value)),
  };
}
