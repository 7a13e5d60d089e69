import type { Engine } from './engine.ts';

/**
 * Reads the names by which customers are known: what the channel calls them, and the names that they gave when they
 * left a message or asked for a person.
 * @param conversationIds at most some hundred
 * @returns by conversation; those without a name are missing
 */
export async function readCustomerNames(
  { db }: Engine,
  conversationIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (conversationIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('conversations')
    .select(['id', 'user_name as name'])
    .where('id', 'in', conversationIds)
    .union(
      db
        .selectFrom('tickets')
        .select(['conversation_id as id', (eb) => eb.ref('name').$castTo<string | null>().as('name')])
        .where('conversation_id', 'in', conversationIds),
    )
    .union(
      db
        .selectFrom('chats')
        .select(['conversation_id as id', 'name'])
        .where('conversation_id', 'in', conversationIds),
    )
    .orderBy('name')
    .execute();
  const names = new Map<string, string[]>();
  for (const { id, name } of rows)
    if (name !== null && name !== '') names.set(id, [...(names.get(id) ?? []), name]);
  return names;
}
