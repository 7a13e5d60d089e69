import type { Engine } from '../engine.ts';
import { factOf, type TurnFact } from '../turn-facts.ts';
import { type ConversationFact, type Narrowing, ofConversation } from './find-conversations.ts';
import { isOfLanguage, speaks } from './language.ts';
import type { Span } from './read-chats.ts';

/** Which page of an export to read. */
export type PageWanted<Last> = Narrowing & {
  /** Where the previous page ended. */
  after: Last | undefined;
  most: number;
};

/** A page of the conversations that began within a span of time, oldest first. */
export async function conversationsBetween(
  engine: Engine,
  { from, until }: Span,
  { channel, language, after, most }: PageWanted<{ startedAt: number; id: string }>,
): Promise<ConversationFact[]> {
  return await engine.db
    .selectFrom('conversation_facts')
    .select(ofConversation)
    .where('started_at', '>=', after?.startedAt ?? from)
    .where('started_at', '<', until)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([eb('started_at', '>', after!.startedAt), eb('conversation_id', '>', after!.id)]),
      ),
    )
    .$if(channel !== undefined, (query) => query.where('channel', '=', channel!))
    .$if(language !== undefined, (query) => query.where(speaks('conversation_facts', language!)))
    .orderBy('started_at')
    .orderBy('conversation_id')
    .limit(most)
    .execute();
}

/** A page of the turns within a span of time, oldest first. @returns the turns with their numbers */
export async function turnsBetween(
  engine: Engine,
  { from, until }: Span,
  { channel, language, after, most }: PageWanted<{ at: number; number: number }>,
): Promise<{ number: number; fact: TurnFact }[]> {
  const rows = await engine.db
    .selectFrom('turn_facts')
    .selectAll()
    .where('at', '>=', after?.at ?? from)
    .where('at', '<', until)
    .$if(after !== undefined, (query) =>
      query.where((eb) => eb.or([eb('at', '>', after!.at), eb('number', '>', after!.number)])),
    )
    .$if(channel !== undefined, (query) => query.where('channel', '=', channel!))
    .$if(language !== undefined, (query) =>
      query.where(isOfLanguage('turn_facts.conversation_id', language!)),
    )
    .orderBy('at')
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map((row) => ({ number: row.number, fact: factOf(row) }));
}
