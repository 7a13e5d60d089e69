import type { Chat, ChatStore, PresenceStore } from '#handoff/chat.ts';
import { isThere } from '#handoff/queue.ts';
import { plainName } from '#text/plain-name.ts';
import type { DeskChat, DeskState } from './wire.ts';

export interface DeskStateParts {
  chats: ChatStore;
  presences: PresenceStore;
  /** The title of an intent, for people. */
  titleOf: (intent: string) => string | undefined;
  limit: number;
  goneMs: number;
  clock: () => Date;
}

/** A chat as lists show it. */
export const shownChat = (chat: Chat, titleOf: DeskStateParts['titleOf']): DeskChat => ({
  reference: chat.reference,
  state: chat.state,
  name: chat.name === undefined ? null : plainName(chat.name),
  channel: chat.channelId,
  locale: chat.locale ?? null,
  subject: chat.subject === undefined ? null : (titleOf(chat.subject) ?? chat.subject),
  models: [...chat.models],
  mood: chat.mood ?? null,
  reason: chat.reason,
  requestedAt: chat.requestedAt.toISOString(),
  claimedAt: chat.claimedAt?.toISOString() ?? null,
  isAlarmed: chat.alarmedAt !== undefined,
  goesFirst: chat.goesFirst,
  agent: chat.agent ?? null,
  wantedAgent: chat.wantedAgent?.name ?? null,
  tags: [...chat.tags],
});

/** Reads what all desks show. */
export async function readDeskState(parts: DeskStateParts): Promise<DeskState> {
  const { chats, presences, titleOf, limit, goneMs, clock } = parts;
  const [waiting, connected, all] = await Promise.all([chats.waiting(), chats.connected(), presences.list()]);
  const moment = { now: clock(), goneMs };
  return {
    waiting: waiting.map((chat) => shownChat(chat, titleOf)),
    connected: connected.map((chat) => shownChat(chat, titleOf)),
    agents: all
      .filter((presence) => isThere(presence, moment))
      .map(({ agent, availability, lookingAt }) => ({
        ...agent,
        availability,
        chats: connected.filter((chat) => chat.agent?.id === agent.id).length,
        lookingAt: lookingAt ?? null,
      })),
    limit,
  };
}
