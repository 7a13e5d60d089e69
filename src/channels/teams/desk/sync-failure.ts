import type { Chat } from '#handoff/chat.ts';
import { returnToQueue } from '#handoff/return-to-queue.ts';
import type { TeamsChat } from '#handoff/teams-desk/teams-desk-store.ts';
import { BACKOFF, outcomeOf } from '#channels/botframework/send-outcome.ts';
import { triesWithin } from '#time/backoff.ts';
import { isInTeams } from './chat-references.ts';
import type { TeamsDeskParts } from './desk-parts.ts';
import { TooSoon } from './rate-limited-sender.ts';

const LONGEST_WAIT_MS = 60_000;

/** Sets when a chat that could not be sent is tried again. Once Teams is gone, the chat goes back to the queue. */
export async function handleSyncFailure(
  parts: TeamsDeskParts,
  { chat, teamsChat }: { chat: Chat; teamsChat: TeamsChat },
  error: unknown,
): Promise<void> {
  const { store, presenceTimeoutMs, ages, clock, random, log } = parts;
  const now = clock();
  if (error instanceof TooSoon) {
    await store.update(chat.reference, {}, new Date(now.getTime() + error.waitMs));
    return;
  }
  log.warn({ err: error, reference: chat.reference }, 'could not send a chat to Teams; trying again');
  const failingSince = teamsChat.failingSince ?? now;
  const failingMs = ages.ageOf(failingSince) ?? 0;
  const outcome = outcomeOf(error, { tries: triesWithin(BACKOFF, failingMs), now, random: random() });
  const isGone = failingMs >= presenceTimeoutMs || outcome.kind === 'unreachable';
  const waitMs = outcome.kind === 'again' ? outcome.waitMs : LONGEST_WAIT_MS;
  const change = { failingSince, ...(chat.state === 'closed' && isGone && { isOver: true }) };
  await store.update(chat.reference, change, new Date(now.getTime() + Math.min(waitMs, LONGEST_WAIT_MS)));
  if (isGone) await giveBack(parts, chat, teamsChat);
}

/** No chat is lost: an agent at another desk can take it. */
async function giveBack({ store, chats }: TeamsDeskParts, chat: Chat, teamsChat: TeamsChat): Promise<void> {
  if (!isInTeams(chat, teamsChat) || chat.agent === undefined) return;
  const { reference, agent } = chat;
  await store.dropAgent(reference, agent.id);
  await returnToQueue(chats, { reference, agentId: agent.id });
}
