import type { Activity } from '#bot-framework/activity.ts';
import type { BotLogic } from '#bot/support-bot.ts';
import { openLocalConversation } from '#channels/local/local-channel.ts';
import type { ScriptedConversation, ScriptedTurn } from './conversation.ts';

/** A reply as the customer sees it. */
interface SeenReply {
  /** Markdown, as sent. */
  text: string;
  /** The titles of its buttons. */
  titles: string[];
}

/** One turn of a replayed conversation. */
export interface ReplayedTurn {
  say: string;
  /** What a good reply does, in words. */
  means: string;
  replies: SeenReply[];
  /** The patterns that should have matched and did not. */
  missing: string[];
  /** The patterns that matched and should not have, with what they matched. */
  forbidden: { pattern: string; matched: string }[];
}

/** A conversation that was replayed with the bot. */
export interface ReplayedConversation {
  name: string;
  kind: string;
  turns: ReplayedTurn[];
  /** Whether every turn passed. */
  holds: boolean;
}

/** Whether a turn passed: the replies contain everything they must and nothing they must not. */
export const turnHolds = ({ missing, forbidden }: ReplayedTurn): boolean =>
  missing.length + forbidden.length === 0;

const seen = ({ text = '', suggestedActions }: Partial<Activity>): SeenReply => ({
  text,
  titles: (suggestedActions?.actions ?? []).map(({ title }) => title),
});

/** Judges the replies of one turn: all their texts and button titles, taken together. */
export function judgeTurn({ say, means, expect, forbid }: ScriptedTurn, replies: SeenReply[]): ReplayedTurn {
  const replyText = replies.flatMap(({ text, titles }) => [text, ...titles]).join('\n');
  return {
    say,
    means,
    replies,
    missing: expect.filter((pattern) => !pattern.test(replyText)).map(({ source }) => source),
    forbidden: forbid.flatMap((pattern) => {
      const [matched] = pattern.exec(replyText) ?? [];
      return matched === undefined ? [] : [{ pattern: pattern.source, matched }];
    }),
  };
}

/**
 * Replays each conversation with the bot from the first turn to the last, and judges every turn.
 * @param source where they come from: names are unique only within one source, and no conversation may continue another
 */
export async function replay(
  bot: BotLogic,
  conversations: readonly ScriptedConversation[],
  source = 'replay',
): Promise<ReplayedConversation[]> {
  const replayed: ReplayedConversation[] = [];
  for (const { name, kind, turns: expected } of conversations) {
    const conversation = openLocalConversation(bot, { conversationId: `${source}/${name}` });
    const turns: ReplayedTurn[] = [];
    for (const turn of expected) {
      const replies = await conversation.say(turn.say);
      turns.push(judgeTurn(turn, replies.map(seen)));
    }
    replayed.push({ name, kind, turns, holds: turns.every(turnHolds) });
  }
  return replayed;
}

/** How many conversations of one kind passed. */
export interface KindRow {
  kind: string;
  conversations: number;
  holding: number;
}

/** Counts the conversations by kind, in the order in which the kinds first appear. */
export function holdingByKind(replayed: readonly ReplayedConversation[]): KindRow[] {
  const kinds = [...new Set(replayed.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const ofKind = replayed.filter((conversation) => conversation.kind === kind);
    return {
      kind,
      conversations: ofKind.length,
      holding: ofKind.filter(({ holds }) => holds).length,
    };
  });
}
