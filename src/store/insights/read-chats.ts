import type { Engine } from '../engine.ts';
import type { ChatRow } from '../schema/handoff.ts';
import { isOfLanguage } from './language.ts';

/** The parts of a chat that the insights use. */
export type InsightChat = Pick<
  ChatRow,
  | 'reference'
  | 'conversation_id'
  | 'state'
  | 'requested_at'
  | 'claimed_at'
  | 'closed_at'
  | 'reopened_at'
  | 'agent_id'
  | 'agent_name'
  | 'outcome'
  | 'stars'
  | 'comment'
>;

/** A span of time, in milliseconds since the epoch; the end is excluded. */
export interface Span {
  from: number;
  until: number;
}

/** Which chats to read. */
export interface ChatsWanted {
  channel?: string | undefined;
  language?: string | undefined;
  stars?: number;
  /** The customer gave stars, no matter how many. */
  isRated?: boolean;
  /** Claimed by this agent. */
  agentId?: string;
  /** Closed without an agent ever joining. */
  isMissed?: boolean;
}

/** The chats that were requested within a span of time, newest first. */
export async function readInsightChats(
  engine: Engine,
  { from, until }: Span,
  { channel, language, stars, isRated, agentId, isMissed }: ChatsWanted,
): Promise<InsightChat[]> {
  return await engine.db
    .selectFrom('chats')
    .select([
      'reference',
      'conversation_id',
      'state',
      'requested_at',
      'claimed_at',
      'closed_at',
      'reopened_at',
      'agent_id',
      'agent_name',
      'outcome',
      'stars',
      'comment',
    ])
    .where('requested_at', '>=', from)
    .where('requested_at', '<', until)
    .$if(channel !== undefined, (query) => query.where('channel_id', '=', channel!))
    .$if(language !== undefined, (query) => query.where(isOfLanguage('chats.conversation_id', language!)))
    .$if(stars !== undefined, (query) => query.where('stars', '=', stars!))
    .$if(isRated === true, (query) => query.where('stars', 'is not', null))
    .$if(agentId !== undefined, (query) =>
      query.where('agent_id', '=', agentId!).where('claimed_at', 'is not', null),
    )
    .$if(isMissed === true, (query) => query.where('state', '=', 'closed').where('claimed_at', 'is', null))
    .orderBy('requested_at', 'desc')
    .execute();
}
