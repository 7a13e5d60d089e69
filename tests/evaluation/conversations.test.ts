import { describe, expect, it } from 'vitest';
import { ConversationsError, parseConversations } from '#evaluation/conversations/conversation.ts';
import { printedConversation, printedConversations } from '#evaluation/conversations/print.ts';
import { holdingByKind, judgeTurn } from '#evaluation/conversations/replay.ts';

const file = (turn: object, name = 'one'): string =>
  JSON.stringify([{ name, kind: 'follow-up', turns: [turn] }]);

const replayed = (turn: { expect?: string[]; forbid?: string[] }, text: string, titles: string[] = []) => {
  const [conversation] = parseConversations(file({ say: 'and?', means: 'Goes on.', ...turn }));
  const judged = judgeTurn(conversation!.turns[0]!, [{ text, titles }]);
  return {
    name: 'one',
    kind: 'follow-up',
    turns: [judged],
    holds: judged.missing.length + judged.forbidden.length === 0,
  };
};

describe('replaying conversations', () => {
  it('passes a turn that says everything expected, in upper or lower case, and nothing forbidden', () => {
    const turn = { expect: ['in progress', 'Did this help'], forbid: ['which model'] };
    expect(replayed(turn, 'ESR900: In Progress.\nDid this help?').holds).toBe(true);
  });

  it('counts the titles of buttons as said', () => {
    expect(replayed({ expect: ['talk to a person'] }, 'Sorry.', ['Talk to a person']).holds).toBe(true);
    expect(replayed({ forbid: ['guest network'] }, 'Sorry.', ['ESR900 guest network']).holds).toBe(false);
  });

  it('reports what is missing and what should not have been said', () => {
    const lacking = replayed({ expect: ['by e-mail'], forbid: ['which (model|one)'] }, 'Which model is it?');
    expect(lacking.turns[0]).toMatchObject({
      missing: ['by e-mail'],
      forbidden: [{ pattern: 'which (model|one)', matched: 'Which model' }],
    });
    const shown = printedConversation(lacking);
    expect(shown).toContain('missing: by e-mail');
    expect(shown).toContain('must not be said: Which model');
    expect(shown).toContain('A good reply: Goes on.');
  });

  it('counts by kind and names the failures', () => {
    const all = [
      replayed({}, 'Yes.'),
      { ...replayed({ expect: ['no'] }, 'Yes.'), name: 'two' },
      { ...replayed({}, 'Yes.'), kind: 'reaction' },
    ];
    expect(holdingByKind(all)).toEqual([
      { kind: 'follow-up', conversations: 2, holding: 1 },
      { kind: 'reaction', conversations: 1, holding: 1 },
    ]);
    expect(printedConversations('a file', all)).toContain('Not holding: two');
  });

  it('reports where a file cannot be replayed', () => {
    expect(() => parseConversations('{')).toThrow(ConversationsError);
    expect(() => parseConversations(file({ say: 'x', expect: ['('] }))).toThrow(
      /turns\.0\.expect\.0: not a regular/,
    );
    expect(() => parseConversations(file({}))).toThrow(/turns\.0\.say/);
    const twice = JSON.stringify([1, 2].map(() => ({ name: 'a', kind: 'b', turns: [{ say: 'x' }] })));
    expect(() => parseConversations(twice)).toThrow(/Two conversations are called "a"/);
  });
});
