import { isDeepStrictEqual } from 'node:util';
import type { Expectation } from '#knowledge/expected-schema.ts';
import { comparable } from '#knowledge/phrases.ts';
import { excerptOf } from '#text/excerpt.ts';
import type { DraftedEntry } from './draft.ts';
import type { EntryKey } from './entries/entry.ts';
import type { Studio } from './studio.ts';
import type { Chat } from './workbench/chat.ts';
import { inTurn } from './workbench/in-turn.ts';
import type { SideName, Unusable } from './workbench/protocol.ts';
import type { Workbench } from './workbench/workbench.ts';

/** The document for expected answers that are kept from trying out the draft. */
const DOCUMENT = 'expected/tried.yaml';
const PREFIX = 'tried.';
const MAX_WORDS = 6;
const LONGEST_ID = 60;
/** How many ids are tried while others save expected answers. */
const TRIES = 3;

interface TryParts {
  studio: Studio;
  workbench: Workbench;
}

/** Has a conversation with the current draft and with the published release. @throws {WorkbenchError} */
export async function tryOut(
  { studio, workbench }: TryParts,
  texts: readonly string[],
  locale?: string,
): Promise<Chat | Unusable> {
  return await inTurn(async () => {
    const { published, documents: draft } = await studio.read();
    return await workbench.chat({ published, draft }, texts, locale);
  });
}

/** What to keep as an expected answer. */
export interface Kept {
  texts: readonly string[];
  /** The side whose replies are right. */
  side: SideName;
  /** The index of the message whose replies are expected; undefined: all of them. */
  only?: number | undefined;
  /** The expectations that the editor has seen, in order; undefined: whatever they are. */
  seen?: readonly object[] | undefined;
}

/** The result of keeping it. */
export type Keeping =
  | { kind: 'kept'; key: EntryKey }
  /** The draft already expects another answer to this question. */
  | { kind: 'other-expected'; key: EntryKey }
  /** The replies are no longer those that the editor has seen. */
  | { kind: 'changed' }
  /** Others took every id that was tried. */
  | { kind: 'busy' }
  /** The draft has problems and cannot be asked. */
  | { kind: 'unusable' };

/**
 * Turns a conversation into an expected answer; a single message becomes a question. Nothing is kept twice. Expected
 * answers are asked in English, so the conversation is, too.
 */
export async function keepExpected(
  parts: TryParts,
  { texts, side, only, seen }: Kept,
  editor: string,
): Promise<Keeping> {
  const said = texts.slice(0, only === undefined ? undefined : only + 1);
  const tried = await tryOut(parts, said);
  if ('kind' in tried) return { kind: 'unusable' };
  const turns = tried.turns.slice(1).map((turn, at) => ({
    say: turn.text,
    ...(only === undefined || only === at ? { expect: turn[side].expectation } : {}),
  }));
  const expected = turns.flatMap(({ expect }) => expect ?? []);
  if (seen !== undefined && !isDeepStrictEqual(expected, seen)) return { kind: 'changed' };
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const { entries } = await parts.studio.read();
    const question = sameQuestion(entries, turns);
    if (question !== undefined) {
      const isSame = isDeepStrictEqual(fieldsOf(question).expect, turns[0]?.expect);
      return { kind: isSame ? 'kept' : 'other-expected', key: keyOf(question) };
    }
    const conversation = sameConversation(entries, turns);
    if (conversation !== undefined) return { kind: 'kept', key: keyOf(conversation) };
    const { content, ...key } = expectedEntry(turns, new Set(entries.map(({ id }) => id)));
    const saved = await parts.studio.save({ ...key, content, from: '' }, editor);
    if (saved.kind === 'saved') return { kind: 'kept', key };
  }
  return { kind: 'busy' };
}

type Turns = readonly { say: string; expect?: Expectation }[];

/** The entry for these turns, with a free id. */
function expectedEntry(turns: Turns, taken: ReadonlySet<string>): EntryKey & { content: object } {
  const title = turns.at(-1)?.say ?? '';
  const id = freshId(title, taken);
  const [first, ...more] = turns;
  if (first !== undefined && more.length === 0)
    return {
      document: DOCUMENT,
      kind: 'expected-question',
      id,
      content: { id, ask: first.say, expect: first.expect },
    };
  const content = { id, title: excerptOf(title), turns };
  return { document: DOCUMENT, kind: 'expected-conversation', id, content };
}

const fieldsOf = ({ content }: DraftedEntry): { ask?: unknown; expect?: unknown; turns?: unknown } =>
  typeof content === 'object' && content !== null ? content : {};

const keyOf = ({ document, kind, id }: EntryKey): EntryKey => ({ document, kind, id });

/** The existing expected answer to this question. */
function sameQuestion(entries: readonly DraftedEntry[], [first, ...more]: Turns): DraftedEntry | undefined {
  if (first === undefined || more.length > 0) return undefined;
  const asked = comparable(first.say);
  return entries.find((entry) => {
    if (entry.kind !== 'expected-question' || entry.state === 'removed') return false;
    const { ask } = fieldsOf(entry);
    return typeof ask === 'string' && comparable(ask) === asked;
  });
}

/** The existing expected answer with these turns. */
const sameConversation = (entries: readonly DraftedEntry[], turns: Turns): DraftedEntry | undefined =>
  entries.find(
    (entry) =>
      entry.kind === 'expected-conversation' &&
      entry.state !== 'removed' &&
      isDeepStrictEqual(fieldsOf(entry).turns, turns),
  );

/** An id built from the first words of a message. */
function freshId(text: string, taken: ReadonlySet<string>): string {
  const words = text
    .toLowerCase()
    .normalize('NFKD')
    .match(/[a-z0-9]+/g) ?? ['message'];
  const id = `${PREFIX}${words.slice(0, MAX_WORDS).join('-').slice(0, LONGEST_ID).replace(/-$/, '')}`;
  for (let number = 1; ; number += 1) {
    const numbered = number === 1 ? id : `${id}-${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}
