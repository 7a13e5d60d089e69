import type { ConversationReference } from '#bot-framework/activity.ts';
import type { Chat } from '#handoff/chat.ts';
import type { TeamsChat } from '#handoff/teams-desk/teams-desk-store.ts';
import { isForAgent, type TranscriptActivity, PAGE } from '#handoff/read-transcript.ts';
import { excerptOf } from '#text/excerpt.ts';
import { isRefusedAlone } from '#channels/botframework/send-outcome.ts';
import { agentReference } from './chat-references.ts';
import { agentMessages, plainMessage } from './agent-messages.ts';
import type { TeamsDeskParts } from './desk-parts.ts';

/** No other process tells of the chat for so long. */
export const LEASE_MS = 30_000;

const notShown = (agent: string, words: string): string =>
  `I'm sorry, ${agent} reads this chat in Microsoft Teams, and Teams refused your message “${words}”. Please send it another way. What you write next reaches them as before.`;

/** Brings agents in Teams what is said to them. Both throw what Teams answers, unless it refuses a message alone. */
export interface ForwardToAgent {
  /** Brings the agent of a chat what was said since. */
  forwardNew(chat: Chat, teamsChat: TeamsChat): Promise<void>;
  notifyAgent(teamsChat: TeamsChat, text: string): Promise<void>;
}

/** Makes it: each line is brought at least once, in order, and one that Teams refuses holds up none that follows. */
export function createForwardToAgent(parts: TeamsDeskParts): ForwardToAgent {
  const { store, chats, readAfter, saveTextAsFile, sender, clock, log } = parts;
  const leased = (): Date => new Date(clock().getTime() + LEASE_MS);

  async function referenceOf(teamsChat: TeamsChat): Promise<Partial<ConversationReference>> {
    const place = await agentReference(parts, teamsChat);
    if (place === undefined) throw new Error('The agent of the chat cannot be reached in Teams.');
    return place;
  }

  async function notifyAgent(teamsChat: TeamsChat, text: string): Promise<void> {
    try {
      await sender.send(await referenceOf(teamsChat), plainMessage(text));
    } catch (error) {
      if (!isRefusedAlone(error)) throw error;
      log.error({ err: error, reference: teamsChat.reference }, 'Teams refused a sentence to an agent');
    }
  }

  /** Tells the customer, once, that a message of theirs will not be shown, and the agent that there is one. */
  async function tellOfRefusal(chat: Chat, teamsChat: TeamsChat, id: string, text = ''): Promise<void> {
    const notice = notShown(chat.agent?.name ?? 'your agent', excerptOf(text));
    await chats.change(chat.reference, {
      decide: () => ({ lines: [{ text: notice, textFormat: 'plain' }] }),
      clientId: id,
    });
    await notifyAgent(teamsChat, 'Teams refused to show a message of the customer here. The desk shows it.');
  }

  /** @param from messages of the line that the agent has already */
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
        log.error({ err: error, reference }, 'Teams refused a message of a customer');
        if (activity.from?.role === 'user')
          await tellOfRefusal(chat, teamsChat, `not-shown/${reference}/${seq}`, activity.text);
        else await notifyAgent(teamsChat, 'Something that you wrote was not delivered. The desk shows what.');
      }
      // Each is kept on its own: what was told is not told again after a crash.
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
