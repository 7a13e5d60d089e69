import type { Activity } from '#bot-framework/activity.ts';

/** A reply as whoever measures hears it: what it is, what it says, what it offers. */
export interface Heard {
  /** The kind of reply as its channel data says ("answer", "clarify", "unknown" …). */
  kind: string;
  /** The answer told, by its id. */
  answerId?: string;
  /** Markdown, as sent. */
  text: string;
  /** What each choice says for the customer, in order. */
  choices: string[];
}

/** Hears a reply; one without channel data (of another channel) has the kind 'unmarked'. */
export function hear(activity: Partial<Activity>): Heard {
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
