import { type RawBuilder, sql } from 'kysely';

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
/** Whether a language with this code exists, cached by code: there are few with two or three letters. */
const known = new Map<string, boolean>();

function isLanguage(code: string): boolean {
  const found = known.get(code) ?? names.of(code) !== undefined;
  known.set(code, found);
  return found;
}

/** The language of a locale without its region; '' if there is none: a client may send anything. */
export function languageOf(locale: string | null): string {
  const code = /^[a-z]{2,3}(?=$|[-_])/i.exec(locale ?? '')?.[0].toLowerCase() ?? '';
  return code !== '' && isLanguage(code) ? code : '';
}

/**
 * The condition that a conversation has a language, '' for no language: that of its first turn, as in the totals.
 * @param table the name of `conversation_facts` in the query
 */
export function speaks(table: string, language: string): RawBuilder<boolean> {
  const code = codeIn(sql.ref(`${table}.locale`));
  if (language === '') return sql<boolean>`${code} not in (${countedLanguages})`;
  return languageOf(language) === language ? sql<boolean>`${code} = ${language}` : sql<boolean>`1 = 0`;
}

/**
 * The condition that a row belongs to a conversation in a language. It is looked up row by row: with EXISTS, PostgreSQL
 * reads all conversations instead.
 * @param conversationId the name of the row's column
 */
export const isOfLanguage = (conversationId: string, language: string): RawBuilder<boolean> =>
  sql<boolean>`(select ${speaks('conversation_facts', language)} from conversation_facts
    where conversation_facts.conversation_id = ${sql.ref(conversationId)})`;

/** The part of a locale before the first hyphen; '' unless it is two or three characters long. */
function codeIn(locale: RawBuilder<unknown>): RawBuilder<string> {
  const text = sql`lower(coalesce(${locale}, '')) || '-'`;
  const isEnd = (place: number) => sql`substr(${text}, ${sql.lit(place)}, 1) in ('-', '_')`;
  return sql<string>`(case when ${isEnd(3)} then substr(${text}, 1, 2) when ${isEnd(4)} then substr(${text}, 1, 3) else '' end)`;
}

/** SQL knows no languages, but these are the ones under which conversations were counted. */
const countedLanguages = sql`select locale from insight_days where measure = 'conversations' and locale <> ''`;
