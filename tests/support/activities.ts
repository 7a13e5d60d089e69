import type { Activity } from '#bot-framework/activity.ts';

let count = 0;

/** A message as a tool on this machine posts it; the replies come back in the response. */
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
