import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseConversations } from '#evaluation/conversations/conversation.ts';
import { expectedUtterances } from '#evaluation/expected-utterances.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { comparable } from '#knowledge/phrases.ts';

/** What the bot is measured with. It must never learn from this. */
export interface MeasuredBy {
  /** The expected questions, with their expected intents. */
  lines: readonly { text: string; intent: string }[];
  /** Whether a wording occurs in anything that the bot is measured with, alone or in a conversation. */
  has: (wording: string) => boolean;
}

/** The scripted conversations of this repository; a packaged bot does not include them. */
const SCRIPTED = fileURLToPath(new URL('../../tests/evaluation', import.meta.url));

/**
 * Reads what the bot is measured with: the expected answers of its knowledge, and the scripted conversations (`*.json`)
 * in a folder. A missing folder has none.
 * @throws {ConversationsError}
 */
export async function readMeasuredBy(
  knowledge: Pick<Knowledge, 'expected'>,
  dir: string = SCRIPTED,
): Promise<MeasuredBy> {
  const files = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith('.json'));
  const scripts = await Promise.all(files.map((name) => readFile(join(dir, name), 'utf8')));
  const { questions, conversations } = knowledge.expected;
  const said = [...conversations, ...scripts.flatMap(parseConversations)].flatMap(({ turns }) =>
    turns.map(({ say }) => say),
  );
  const known = new Set([...questions.map(({ ask }) => ask), ...said].map(comparable));
  return {
    lines: expectedUtterances(knowledge).map(({ text, id }) => ({ text, intent: id })),
    has: (wording) => known.has(comparable(wording)),
  };
}
