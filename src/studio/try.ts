import { excerptOf } from '#text/excerpt.ts';
import type { EntryKey } from './entries/entry.ts';
import type { Studio } from './studio.ts';
import type { Chat } from './workbench/chat.ts';
import type { SideName, Unusable } from './workbench/protocol.ts';
import type { Workbench } from './workbench/workbench.ts';
import { WorkbenchError } from './workbench/workbench-error.ts';

/** Where expected answers go that somebody keeps while trying things out. */
const DOCUMENT = 'expected/tried.yaml';
const PREFIX = 'tried.';
const MOST_WORDS = 6;
/** How often somebody may change the draft meanwhile. */
const TRIES = 3;

interface TryParts {
  studio: Studio;
  workbench: Workbench;
}

/** Has a conversation with the draft as it is now and with what is published. @throws {WorkbenchError} */
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

/** What is to be kept. */
export interface Kept {
  texts: readonly string[];
  /** Whose replies are right. */
  side: SideName;
  /** The message whose replies are expected; undefined: all of them. */
  only?: number | undefined;
}

/**
 * Makes an expected answer of a conversation: of its only message, a question.
 * @returns where it is in the draft; undefined when it cannot be had with the draft now
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

/** An id made of the first words of a message. */
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
