import { excerptOf } from '#text/excerpt.ts';
import type { EntryKey } from './entries/entry.ts';
import type { Studio } from './studio.ts';
import type { Chat } from './workbench/chat.ts';
import type { SideName, Unusable } from './workbench/protocol.ts';
import type { Workbench } from './workbench/workbench.ts';
import { WorkbenchError } from './workbench/workbench-error.ts';

/** The document for expected answers that are kept from trying out the draft. */
const DOCUMENT = 'expected/tried.yaml';
const PREFIX = 'tried.';
const MOST_WORDS = 6;
/** How many times the draft may be changed by somebody else during one attempt. */
const TRIES = 3;

interface TryParts {
  studio: Studio;
  workbench: Workbench;
}

/** Has a conversation with the current draft and with the published release. @throws {WorkbenchError} */
export async function tryOut(
  { studio, workbench }: TryParts,
  texts: readonly string[],
): Promise<Chat | Unusable> {
  for (let tries = 1; ; tries += 1) {
    const { published, documents: draft } = await studio.read();
    try {
      return await workbench.chat({ published, draft }, texts);
    } catch (error) {
      if (!(error instanceof WorkbenchError) || error.code !== 'Superseded' || tries === TRIES) throw error;
    }
  }
}

/** What to keep as an expected answer. */
export interface Kept {
  texts: readonly string[];
  /** The side whose replies are right. */
  side: SideName;
  /** The index of the message whose replies are expected; undefined: all of them. */
  only?: number | undefined;
}

/**
 * Turns a conversation into an expected answer; a single message becomes a question.
 * @returns where it is in the draft; undefined if the draft cannot have this conversation now
 */
export async function keepExpected(
  parts: TryParts,
  { texts, side, only }: Kept,
  editor: string,
): Promise<EntryKey | undefined> {
  const said = texts.slice(0, only === undefined ? undefined : only + 1);
  const tried = await tryOut(parts, said);
  if ('kind' in tried) return undefined;
  const turns = tried.turns.slice(1).map((turn, at) => ({
    say: turn.text,
    ...(only === undefined || only === at ? { expect: turn[side].expectation } : {}),
  }));
  const { entries } = await parts.studio.read();
  const title = said.at(-1) ?? '';
  const id = freshId(title, new Set(entries.map((entry) => entry.id)));
  const [first, ...more] = turns;
  const isQuestion = first !== undefined && more.length === 0;
  const key: EntryKey = {
    document: DOCUMENT,
    kind: isQuestion ? 'expected-question' : 'expected-conversation',
    id,
  };
  const content = isQuestion
    ? { id, ask: first.say, expect: first.expect }
    : { id, title: excerptOf(title), turns };
  const saved = await parts.studio.save({ ...key, content, from: '' }, editor);
  return saved.kind === 'saved' ? key : undefined;
}

/** An id built from the first words of a message. */
function freshId(text: string, taken: ReadonlySet<string>): string {
  const words = text
    .toLowerCase()
    .normalize('NFKD')
    .match(/[a-z0-9]+/g) ?? ['message'];
  const id = `${PREFIX}${words.slice(0, MOST_WORDS).join('-')}`;
  for (let number = 1; ; number += 1) {
    const numbered = number === 1 ? id : `${id}-${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}
