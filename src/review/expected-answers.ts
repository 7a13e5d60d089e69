import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseConversations } from '#evaluation/conversations/conversation.ts';
import { parseLabelledUtterances } from '#evaluation/labelled-utterance.ts';
import { comparable } from '#knowledge/phrases.ts';

/** What the bot is measured by. What it is measured by it must not learn. */
export interface ExpectedAnswers {
  /** Questions that are asked alone, with the intents they must have. */
  lines: readonly { text: string; intent: string }[];
  /** Whether a wording stands in them, alone or in a conversation. */
  has: (wording: string) => boolean;
}

/** The expected answers of this repository; a packed bot comes without them. */
const OURS = fileURLToPath(new URL('../../tests/evaluation', import.meta.url));

/**
 * Reads the expected answers in a folder: `*.jsonl` with labelled questions, `*.json` with conversations. A folder that
 * is not there has none.
 * @throws {LabelledUtterancesError} {ConversationsError}
 */
export async function readExpectedAnswers(dir: string = OURS): Promise<ExpectedAnswers> {
  const names = (await readdir(dir).catch(() => [])).toSorted((a, b) => (a < b ? -1 : 1));
  const texts = (extension: string): Promise<string[]> =>
    Promise.all(
      names.filter((name) => name.endsWith(extension)).map((name) => readFile(join(dir, name), 'utf8')),
    );
  const lines = (await texts('.jsonl')).flatMap(parseLabelledUtterances);
  const conversations = (await texts('.json')).flatMap(parseConversations);
  const said = conversations.flatMap(({ turns }) => turns.map(({ say }) => say));
  const known = new Set([...lines.map(({ text }) => text), ...said].map(comparable));
  return {
    lines: lines.map(({ text, id }) => ({ text, intent: id })),
    has: (wording) => known.has(comparable(wording)),
  };
}
