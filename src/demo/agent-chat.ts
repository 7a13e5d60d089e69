import type { Activity } from '#bot-framework/activity.ts';
import type { BotChannelData } from '#bot/channel-data.ts';
import { endedByAgent, joined, nobodyCame } from '#handoff/chat-notices.ts';
import type { ChatAgent, ChatPatch, NewChat } from '#handoff/chat.ts';
import type { PastChat } from '#store/past-conversations.ts';
import type { Chance } from './chance.ts';
import { agentLines, comments, customerLines } from './people.ts';
import type { PlannedConversation } from './plan.ts';
import type { Play } from './play.ts';
import type { Stage } from './stage.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
/** After this time the desk gives up on a request. */
const NOBODY_CAME_MS = 10 * MINUTE_MS;

/** An agent, and how often they take a chat. */
export type Share = readonly [ChatAgent, number];

/**
 * Plays what follows a request for a person: the wait, the chat with an agent, and the customer's rating.
 * @param replies the bot's replies to the request
 * @returns undefined if nobody could take over, so that there is no chat
 */
export function playChat(
  stage: Stage,
  plan: PlannedConversation,
  { play, replies, agents }: { play: Play; replies: readonly Partial<Activity>[]; agents: readonly Share[] },
): PastChat | undefined {
  const reference = referenceIn(replies);
  if (reference === undefined) return undefined;
  const { chance } = stage;
  const requestedAt = stage.now();
  const chat: NewChat = {
    reference,
    conversationId: play.id,
    channelId: plan.channel,
    userId: plan.customer.id,
    name: plan.customer.name,
    locale: plan.locale,
    timeZone: undefined,
    reason: plan.topic === undefined ? 'asked' : 'offered',
    intent: undefined,
    models: [],
    mood: chance.happens(0.08) ? 'upset' : undefined,
    requestedAt,
    hasPriority: false,
    preferredAgent: undefined,
  };
  const wait = chance.around(busyMedian(requestedAt), 0.8);
  if (wait > NOBODY_CAME_MS || chance.happens(0.06)) {
    stage.passes(NOBODY_CAME_MS);
    play.adds(nobodyCame(undefined));
    return { chat, patch: { state: 'closed', closedAt: stage.now(), end: 'nobody' } };
  }
  stage.passes(wait);
  return { chat, patch: talk(stage, plan, { play, reference, agent: chance.weighted(agents) }) };
}

/** Customers wait longer around noon and in mid-afternoon. */
const busyMedian = (at: Date): number => ([11, 12, 14, 15].includes(at.getUTCHours()) ? 110 : 45) * SECOND_MS;

function referenceIn(replies: readonly Partial<Activity>[]): string | undefined {
  for (const { channelData } of replies) {
    const { handoff } = (channelData ?? {}) as BotChannelData;
    if (handoff?.state === 'waiting') return handoff.reference;
  }
  return undefined;
}

/** The chat itself. */
function talk(
  stage: Stage,
  { topic }: PlannedConversation,
  { play, reference, agent }: { play: Play; reference: string; agent: ChatAgent },
): ChatPatch {
  const { chance } = stage;
  const claimedAt = stage.now();
  const outcome = chance.weighted([
    ['solved', 70],
    ['follow-up', 18],
    ['unsolved', 12],
  ] as const);
  const pause = chance.around(100 * SECOND_MS);
  play.adds(joined({ reference }, agent));
  stage.passes(8 * SECOND_MS);
  play.adds({ text: chance.oneOf(agentLines.greetings), agent });
  stage.passes(pause * 0.6);
  if (chance.happens(0.5)) play.writes(chance.oneOf(customerLines.details));
  stage.passes(pause);
  play.adds({ text: topic?.reply ?? chance.oneOf(agentLines.general), agent });
  stage.passes(pause);
  play.writes(chance.oneOf(outcome === 'solved' ? customerLines.thanks : customerLines.doubts));
  stage.passes(pause * 0.5);
  play.adds({ text: chance.oneOf(agentLines.farewells), agent });
  stage.passes(pause * 0.5);
  play.adds(endedByAgent({ reference, agent }));
  return {
    state: 'closed',
    claimedAt,
    agent,
    closedAt: stage.now(),
    end: 'agent',
    outcome,
    ...rating(outcome, chance),
  };
}

/** The customer's rating of the chat, if any. */
function rating(
  outcome: NonNullable<ChatPatch['outcome']>,
  chance: Chance,
): Pick<ChatPatch, 'stars' | 'comment'> {
  if (!chance.happens(0.5)) return {};
  const stars =
    outcome === 'solved'
      ? chance.weighted([
          [5, 62],
          [4, 28],
          [3, 10],
        ])
      : chance.weighted([
          [4, 15],
          [3, 30],
          [2, 30],
          [1, 25],
        ]);
  if (!chance.happens(0.4)) return { stars };
  const kind = stars >= 5 ? 'good' : stars >= 3 ? 'fair' : 'poor';
  return { stars, comment: chance.oneOf(comments[kind]) };
}
