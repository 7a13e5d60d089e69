import type { Activity } from '#bot-framework/activity.ts';

let count = 0;

/** A message as a tool on this machine posts it; replies come back on the request itself. */
export const messageActivity = (
  text: string | undefined,
  more: Partial<Activity> = {},
): Partial<Activity> => ({
  type: 'message',
  id: `activity-${(count += 1)}`,
  channelId: 'emulator',
  deliveryMode: 'expectReplies',
  serviceUrl: 'http://127.0.0.1:1/',
  conversation: { id: `conversation-${count}`, isGroup: false, conversationType: 'personal', name: 'Chat' },
  from: { id: 'customer', name: 'Customer' },
  recipient: { id: 'bot', name: 'Support' },
  ...(text === undefined ? {} : { text }),
  ...more,
});
