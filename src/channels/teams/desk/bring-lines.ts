import type { ConversationReference } from '#bot-framework/activity.ts';
import type { Chat } from '#handoff/chat.ts';
import type { TeamsChat } from '#handoff/teams-desk/teams-desk-store.ts';
import { isForAgent, type KeptActivity, PAGE } from '#handoff/kept-transcript.ts';
import { excerptOf } from '#text/excerpt.ts';
import { isRefusedAlone } from '#channels/botframework/send-outcome.ts';
import { talkPlace } from './chat-places.ts';
import { agentMessages, plainMessage } from './customer-lines.ts';
import type { TeamsDeskParts } from './desk-parts.ts';

/** No other process tells of the chat for so long. */
export const LEASE_MS = 30_000;

const notShown = (agent: string, words: string): string =>
  `I'm sorry, ${agent} reads this chat in Microsoft Teams, and Teams refused your message “${words}”. Please send it another way. What you write next reaches them as before.`;

/** Brings agents in Teams what is said to them. Both throw what Teams answers, unless it refuses a message alone. */
export interface BringLines {
  /** Brings the agent of a chat what was said since. */
  bringLines(chat: Chat, teamsChat: TeamsChat): Promise<void>;
  tellAgent(teamsChat: TeamsChat, text: string): Promise<void>;
}

/** Makes it: each line is brought at least once, in order, and one that Teams refuses holds up none that follows. */
export function createBringLines(parts: TeamsDeskParts): BringLines {
  const { store, chats, said, keepLine, voice, clock, log } = parts;
  const leased = (): Date => new Date(clock().getTime() + LEASE_MS);

  async function placeOf(teamsChat: TeamsChat): Promise<Partial<ConversationReference>> {
    const place = await talkPlace(parts, teamsChat);
    if (place === undefined) throw new Error('The agent of the chat cannot be reached in Teams.');
    return place;
  }

  async function tellAgent(teamsChat: TeamsChat, text: string): Promise<void> {
    try {
      await voice.say(await placeOf(teamsChat), plainMessage(text));
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
    await tellAgent(teamsChat, 'Teams refused to show a message of the customer here. The desk shows it.');
  }

  /** @param from messages of the line that the agent has already */
  async function bringLine(
    chat: Chat,
    teamsChat: TeamsChat,
    { seq, activity, from }: { seq: number; activity: KeptActivity; from: number },
  ): Promise<void> {
    const { reference, conversationId } = chat;
    const place = await placeOf(teamsChat);
    const keepText = (text: string) => keepLine({ conversationId, seq }, text);
    const messages = await agentMessages(chat, activity, place, keepText);
    for (const [at, message] of messages.entries()) {
      if (at < from) continue;
      try {
        await voice.say(place, message);
      } catch (error) {
        if (!isRefusedAlone(error)) throw error;
        log.error({ err: error, reference }, 'Teams refused a message of a customer');
        if (activity.from?.role === 'user')
          await tellOfRefusal(chat, teamsChat, `not-shown/${reference}/${seq}`, activity.text);
        else await tellAgent(teamsChat, 'Something that you wrote was not delivered. The desk shows what.');
      }
      // Each is kept on its own: what was told is not told again after a crash.
      if (at < messages.length - 1) await store.keep(reference, { sentParts: at + 1 }, leased());
    }
  }

  return {
    tellAgent,
    async bringLines(chat, teamsChat) {
      let from = teamsChat.sentParts;
      for (let after = teamsChat.sentSeq; ;) {
        const page = await said(chat.conversationId, after, PAGE);
        for (const { seq, hidden, body } of page) {
          const activity = JSON.parse(body) as KeptActivity;
          if (!hidden && isForAgent(activity)) await bringLine(chat, teamsChat, { seq, activity, from });
          await store.keep(chat.reference, { sentSeq: seq, sentParts: 0 }, leased());
          [after, from] = [seq, 0];
        }
        if (page.length < PAGE) return;
      }
    },
  };
}
