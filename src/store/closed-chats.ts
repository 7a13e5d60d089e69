import { sql, type SqlBool } from 'kysely';
import type { Chat, ChatOutcome } from '#handoff/chat.ts';
import { chatOf } from './chat-rows.ts';
import type { Engine } from './engine.ts';
import { wordsIn } from './readable-bodies.ts';

/** Which closed chats to list; an absent field filters nothing. */
export interface ClosedChatFilter {
  agentId?: string | undefined;
  /** `none`: the agent did not give it an outcome. */
  outcome?: ChatOutcome | 'none' | undefined;
  /** 1 to 5. */
  stars?: number | undefined;
  tag?: string | undefined;
  model?: string | undefined;
  /** Closed at this time or later. */
  from?: Date | undefined;
  /** Closed before this time. */
  until?: Date | undefined;
}

/** The place of a closed chat in the list. */
export interface ClosedChatPlace {
  /** Milliseconds since the epoch. */
  closedAt: number;
  reference: string;
}

/** The values that can be filtered by. */
export interface ClosedChatChoices {
  agents: { id: string; name: string }[];
  tags: string[];
  models: string[];
}

/** How many distinct lists of tags, and of models, are read to offer them as filters. */
const MAX_LISTS = 2000;

/** Reads closed chats. */
export class ClosedChats {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Lists closed chats, most recently closed first.
   * @param after continues after this place
   */
  async list(
    { agentId, outcome, stars, tag, model, from, until }: ClosedChatFilter,
    { after, most }: { after: ClosedChatPlace | undefined; most: number },
  ): Promise<Chat[]> {
    let query = this.#closed()
      .selectAll()
      .orderBy('closed_at', 'desc')
      .orderBy('reference', 'desc')
      .limit(most);
    if (after !== undefined)
      query = query.where(sql<SqlBool>`(closed_at, reference) < (${after.closedAt}, ${after.reference})`);
    if (agentId !== undefined) query = query.where('agent_id', '=', agentId);
    if (outcome === 'none') query = query.where('outcome', 'is', null);
    else if (outcome !== undefined) query = query.where('outcome', '=', outcome);
    if (stars !== undefined) query = query.where('stars', '=', stars);
    if (tag !== undefined) query = query.where(this.#lists('tags', tag));
    if (model !== undefined) query = query.where(this.#lists('models', model));
    if (from !== undefined) query = query.where('closed_at', '>=', from.getTime());
    if (until !== undefined) query = query.where('closed_at', '<', until.getTime());
    return (await query.execute()).map(chatOf);
  }

  /** Reads the agents, tags and models that occur in closed chats, each in alphabetical order. */
  async choices(): Promise<ClosedChatChoices> {
    const agents = await this.#closed()
      .select(['agent_id', (eb) => eb.fn.max('agent_name').as('name')])
      .where('agent_id', 'is not', null)
      .groupBy('agent_id')
      .limit(MAX_LISTS)
      .execute();
    return {
      agents: agents
        .map(({ agent_id: id, name }) => ({ id: id ?? '', name: name ?? '' }))
        .toSorted((a, b) => a.name.localeCompare(b.name)),
      tags: await this.#allIn('tags'),
      models: await this.#allIn('models'),
    };
  }

  async #allIn(column: 'tags' | 'models'): Promise<string[]> {
    const rows = await this.#closed()
      .select(`${column} as list`)
      .where(column, '<>', '[]')
      .distinct()
      .limit(MAX_LISTS)
      .execute();
    return [...new Set(rows.flatMap(({ list }) => wordsIn(list)))].toSorted((a, b) => a.localeCompare(b));
  }

  /**
   * Whether a JSON list of words contains this one. Compared as text: a list that cannot be parsed must not fail the
   * query.
   */
  #lists(column: 'tags' | 'models', word: string) {
    const position = this.#engine.kind === 'postgres' ? 'strpos' : 'instr';
    return sql<SqlBool>`${sql.raw(position)}(${sql.ref(column)}, ${JSON.stringify(word)}) > 0`;
  }

  #closed() {
    return this.#engine.db.selectFrom('chats').where('state', '=', 'closed');
  }
}
