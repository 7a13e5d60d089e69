import { type RawBuilder, sql } from 'kysely';

/** Which turns a bar of the insights stands for. */
export type TurnSelection =
  | { of: 'outcome'; key: string }
  | { of: 'asked-again' }
  | { of: 'thumb'; key: 'up' | 'down' }
  | { of: 'helped'; key: 'yes' | 'no' }
  | { of: 'answer' | 'worst-answer'; key: string }
  | { of: 'model' | 'app'; key: string }
  | { of: 'hour' };

/** The condition that selects a bar's turns. @param table the name of `turn_facts` in the query */
export function turnsOf(selection: TurnSelection, table: string): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  switch (selection.of) {
    case 'outcome':
      return sql<boolean>`${column('outcome')} = ${selection.key}`;
    case 'asked-again':
      return sql<boolean>`${column('asked_again_at')} is not null`;
    case 'thumb':
      return sql<boolean>`${column('thumb')} = ${selection.key === 'up' ? 1 : -1}`;
    case 'helped':
      return sql<boolean>`${column('helped')} = ${selection.key === 'yes' ? 1 : 0}`;
    case 'answer':
      return sql<boolean>`${column('answer')} = ${selection.key}`;
    case 'worst-answer':
      return sql<boolean>`(${column('answer')} = ${selection.key} and (${column('thumb')} = -1
        or ${column('helped')} = 0 or ${column('asked_again_at')} is not null))`;
    case 'model':
      return contains(column('models'), selection.key);
    case 'app':
      return contains(column('apps'), selection.key);
    case 'hour':
      return sql<boolean>`1 = 1`;
  }
}

/** Whether a JSON list of names contains a name. The comparison is case-sensitive: LIKE would ignore case. */
const contains = (list: RawBuilder<unknown>, name: string): RawBuilder<boolean> =>
  sql<boolean>`replace(${list}, ${JSON.stringify(name)}, '') <> ${list}`;
