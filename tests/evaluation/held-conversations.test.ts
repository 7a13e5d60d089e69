import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLocalBot } from '#cli/local-bot.ts';
import { parseConversations } from '#evaluation/conversations/conversation.ts';
import { createTicketOnlyHandoff } from '#evaluation/conversations/ticket-only-handoff.ts';
import { holdingByKind, replay } from '#evaluation/conversations/replay.ts';
import { classifierCacheDir, knowledgeDir } from '../support/classifier-cache.ts';

const environment = { DATA_DIR: classifierCacheDir, KNOWLEDGE_DIR: knowledgeDir };
const { bot } = await createLocalBot(environment, createTicketOnlyHandoff());
const held = async (file: string) =>
  replay(bot, parseConversations(await readFile(join(import.meta.dirname, file), 'utf8')), file);

const standard = await held('conversations.json');
const others = [
  ...(await held('more-conversations.json')),
  ...(await held('unrehearsed-conversations.json')),
  ...(await held('everyday-conversations.json')),
  ...(await held('further-conversations.json')),
  ...(await held('late-conversations.json')),
  ...(await held('fresh-conversations.json')),
  ...(await held('wild-conversations.json')),
  ...(await held('second-turn-conversations.json')),
];

/** Just below the current figures, so that losing conversations fails here. */
const LEAST = { each: 0.85, all: 0.95, others: 0.9 };

describe('whole conversations', () => {
  it('mostly pass from the first turn to the last, in every kind', () => {
    for (const { kind, conversations, holding } of holdingByKind(standard))
      expect(holding / conversations, kind).toBeGreaterThanOrEqual(LEAST.each);
    expect(standard.filter(({ holds }) => holds).length / standard.length).toBeGreaterThanOrEqual(LEAST.all);
  });

  it('all pass if they ask about another vulnerability or are ordinary', () => {
    const kinds = new Map(holdingByKind(standard).map((row) => [row.kind, row.conversations - row.holding]));
    expect(kinds.get('other-vulnerability')).toBe(0);
    expect(kinds.get('ordinary')).toBe(0);
  });

  it('mostly pass when reworded', () => {
    expect(others.filter(({ holds }) => holds).length / others.length).toBeGreaterThanOrEqual(LEAST.others);
  });
});
