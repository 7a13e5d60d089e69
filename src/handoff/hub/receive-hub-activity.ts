import { z } from 'zod';
import type { ActionOutcome, ActingAgent, AgentActions } from '../agent-actions.ts';
import type { ChatStore } from '../chat.ts';
import { HUB_AGENT_ID } from './hub-presence.ts';
import { STATUS } from './hub-activities.ts';
import type { HubChat, HubStore } from './hub-store.ts';

const LONGEST = 4000;

/** The example in the description of the API. */
const EXAMPLE = {
  type: 'event',
  name: STATUS,
  value: { state: 'accepted' },
  conversation: { id: 'R-1' },
  from: { name: 'Rita' },
};

/** What an engagement hub may send. */
export const hubActivity = z
  .looseObject({
    type: z.string(),
    id: z.string().min(1).max(100).optional(),
    name: z.string().optional(),
    text: z.string().max(LONGEST).optional(),
    value: z.looseObject({ state: z.string() }).optional().catch(undefined),
    conversation: z.looseObject({ id: z.string().min(1).max(100) }),
    from: z.looseObject({ name: z.string().trim().max(80).optional() }).optional(),
    attachments: z
      .array(
        z.looseObject({
          contentType: z.string(),
          contentUrl: z.url({ protocol: /^https$/ }),
          name: z.string(),
        }),
      )
      .max(5)
      .optional(),
  })
  .meta({ examples: [EXAMPLE] });
export type HubActivity = z.infer<typeof hubActivity>;

/** The name under which the customer sees the hub's agent. */
const nameOf = ({ from }: HubActivity): string =>
  from?.name === undefined || from.name === '' ? 'Support' : from.name;

/** The outcome of a hub's activity. */
export type HubActivityOutcome = ActionOutcome | { kind: 'ignored' } | { kind: 'unusable'; problem: string };

/**
 * Creates the function that carries out what an engagement hub sends about a chat: it accepts the chat, writes in it or
 * completes it.
 */
export function createReceiveHubActivity({
  desk,
  chats,
  hubChats,
  showTyping,
}: {
  desk: AgentActions;
  chats: Pick<ChatStore, 'find'>;
  hubChats: HubStore;
  showTyping: (reference: string, agent: { name: string }) => Promise<void>;
}) {
  async function accept(agent: ActingAgent, { reference, isOver }: HubChat): Promise<ActionOutcome> {
    // The hub hears nothing more of a chat that is over for it: its customer would write to nobody.
    const isLost = isOver && (await chats.find(reference))?.state === 'waiting';
    return isLost ? { kind: 'over' } : await desk.claim(agent, reference);
  }

  return async (activity: HubActivity): Promise<HubActivityOutcome> => {
    const { type, id, name, text = '', value, conversation, attachments = [] } = activity;
    const reference = conversation.id;
    const agent: ActingAgent = { id: HUB_AGENT_ID, name: nameOf(activity), isSupervisor: false };
    // A hub may only act on chats that it was asked to take.
    const hubChat = await hubChats.find(reference);
    if (hubChat?.isOffered !== true) return { kind: 'unknown' };
    if (type === 'typing') {
      await showTyping(reference, agent);
      return { kind: 'ignored' };
    }
    if (type === 'message') {
      if (id === undefined)
        return {
          kind: 'unusable',
          problem: '"id" is missing: without it, a repeated message cannot be recognised.',
        };
      if (text.trim() === '' && attachments.length === 0)
        return { kind: 'unusable', problem: 'The message has neither "text" nor "attachments".' };
      return await desk.say(agent, reference, { clientId: `hub/${id}`, text, attachments });
    }
    // Unknown states are ignored: Bot Framework says that a bot must not reject them.
    if (type !== 'event' || name !== STATUS) return { kind: 'ignored' };
    switch (value?.state) {
      case 'accepted':
        return await accept(agent, hubChat);
      case 'completed':
        return await desk.close(agent, reference, 'solved');
      case 'failed':
        await hubChats.update(reference, { isOver: true }, new Date(0));
        return await desk.transfer(agent, reference, { to: 'queue' }, '');
      default:
        return { kind: 'ignored' };
    }
  };
}
