import type { Activity } from '#bot-framework/activity.ts';

/** The activity as the bot receives it. The copy is shallow: nested values are shared. */
export const forBot = (
  { timestamp, ...activity }: { id: string; timestamp?: unknown },
  botAccount: { id: string; name: string },
): Activity =>
  // It was checked when it came in.
  ({
    ...activity,
    recipient: { ...botAccount, role: 'bot' },
    serviceUrl: 'urn:support-bot:directline',
    timestamp: new Date(timestamp instanceof Date || typeof timestamp === 'string' ? timestamp : 0),
  }) as unknown as Activity;
