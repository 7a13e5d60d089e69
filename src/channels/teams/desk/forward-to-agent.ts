import type { ConversationReference } from '#bot-framework/activity.ts';
import type { Chat } from '#handoff/chat.ts';
import type { TeamsChat } from '#handoff/teams-desk/teams-desk-store.ts';
import { isForAgent, type TranscriptActivity, PAGE } from '#handoff/read-transcript.ts';
import { excerptOf } from '#text/excerpt.ts';
import { isRefusedAlone } from '#channels/botframework/send-outcome.ts';
import { agentReference } from './chat-references.ts';
import { agentMessages, plainMessage } from './agent-messages.ts';
import type { TeamsDeskParts } from './desk-parts.ts';

/** How long a process has the chat to itself. */
export const LEASE_MS = 30_000;

const notShown = (agent: string, words: string): string =>
  `I'm sorry, ${agent} reads this chat in Microsoft Teams, and Teams refused ${words === '' ? 'your file. Please describe what is in it instead.' : `your message “${words}”. Please word it differently and send it again.`} Your other messages still reach them.`;

/**
 * Forwards messages to agents in Teams. Both throw the error that Teams returns, unless it refuses a single message.
 */
export interface ForwardToAgent {
  /** Sends the chat's agent everything new. */
  forwardNew(chat: Chat, teamsChat: TeamsChat): Promise<void>;
  notifyAgent(teamsChat: TeamsChat, text: string): Promise<void>;
}

/** Creates it. Each message arrives at least once, in order, and a refused one does not hold up the next. */
export function createForwardToAgent(parts: TeamsDeskParts): ForwardToAgent {
  const { store, chats, readAfter, saveTextAsFile, sender, clock, log } = parts;
  const leased = (): Date => new Date(clock().getTime() + LEASE_MS);

  async function referenceOf(teamsChat: TeamsChat): Promise<Partial<ConversationReference>> {
    const place = await agentReference(parts, teamsChat);
    if (place === undefined) throw new Error('Cannot reach the chat’s agent in Teams.');
    return place;
  }

  async function notifyAgent(teamsChat: TeamsChat, text: string): Promise<void> {
    try {
      await sender.send(await referenceOf(teamsChat), plainMessage(text));
    } catch (error) {
      if (!isRefusedAlone(error)) throw error;
      log.error({ err: error, reference: teamsChat.reference }, 'Teams refused a message to an agent');
    }
  }

  /** Tells the customer once that their message will not be shown, and tells the agent that there is one. */
  async function reportRefusal(chat: Chat, teamsChat: TeamsChat, id: string, text = ''): Promise<void> {
    const notice = notShown(chat.agent?.name ?? 'your agent', excerptOf(text));
    await chats.change(chat.reference, {
      decide: () => ({ lines: [{ text: notice, textFormat: 'plain' }] }),
      clientId: id,
    });
    await notifyAgent(
      teamsChat,
      'Teams refused to show a message from the customer here. You can read it at the desk.',
    );
  }

  /** @param from how many of the messages the agent already has */
  async function forward(
    chat: Chat,
    teamsChat: TeamsChat,
    { seq, activity, from }: { seq: number; activity: TranscriptActivity; from: number },
  ): Promise<void> {
    const { reference, conversationId } = chat;
    const place = await referenceOf(teamsChat);
    const saveText = (text: string) => saveTextAsFile({ conversationId, seq }, text);
    const messages = await agentMessages(chat, activity, place, saveText);
    for (const [at, message] of messages.entries()) {
      if (at < from) continue;
      try {
        await sender.send(place, message);
      } catch (error) {
        if (!isRefusedAlone(error)) throw error;
        log.error({ err: error, reference }, 'Teams refused to deliver a customer’s message to an agent');
        if (activity.from?.role === 'user')
          await reportRefusal(chat, teamsChat, `not-shown/${reference}/${seq}`, activity.text);
        else await notifyAgent(teamsChat, 'One of your messages was not delivered. The desk shows which.');
      }
      // Stored one by one, so that a crash does not send them again.
      if (at < messages.length - 1) await store.update(reference, { sentChunks: at + 1 }, leased());
    }
  }

  return {
    notifyAgent,
    async forwardNew(chat, teamsChat) {
      let from = teamsChat.sentChunks;
      for (let after = teamsChat.sentSeq; ;) {
        const page = await readAfter(chat.conversationId, after, PAGE);
        for (const { seq, hidden, body } of page) {
          const activity = JSON.parse(body) as TranscriptActivity;
          if (!hidden && isForAgent(activity)) await forward(chat, teamsChat, { seq, activity, from });
          await store.update(chat.reference, { sentSeq: seq, sentChunks: 0 }, leased());
          [after, from] = [seq, 0];
        }
        if (page.length < PAGE) return;
      }
    },
  };
}
