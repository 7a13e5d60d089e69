import { expect, it } from 'vitest';
import type { StudioTry } from '#desk/studio/try-wire.ts';
import type { StudioEntry, StudioKey } from '#desk/studio/wire.ts';
import { onBothServers, type RunningServer } from '../desk/open-server.ts';

const COST: StudioKey = { document: 'answers/enshare.yaml', kind: 'answer', id: 'enshare.cost' };
const QUESTION = 'Does EnShare cost anything?';

async function editor(server: RunningServer) {
  const agent = await server.agent('Edie', 'editor');
  const entry = async (key: StudioKey): Promise<StudioEntry> =>
    (await agent.get(`/studio/entry?${new URLSearchParams(key).toString()}`)).json() as StudioEntry;
  return {
    agent,
    entry,
    changes: async (key: StudioKey, change: object): Promise<void> => {
      const { content, version } = await entry(key);
      await agent.post('/studio/save', { ...key, content: { ...(content as object), ...change }, version });
    },
    /** Asks until the draft is ready. */
    async tries(...texts: string[]) {
      for (;;) {
        const tried = (await agent.post('/studio/try', { texts })).json() as StudioTry;
        if (tried.kind !== 'preparing') return tried;
      }
    },
    keeps: async (wish: object): Promise<StudioKey> =>
      (await agent.post('/studio/try/expect', wish)).json() as StudioKey,
  };
}

onBothServers('trying the draft', (openOn) => {
  it('answers from the draft and from the published release, and explains how each understood', async () => {
    const edie = await editor(await openOn());
    await edie.changes(COST, { short: 'EnShare costs nothing at all.' });
    const tried = await edie.tries(QUESTION);
    if (tried.kind !== 'tried') throw new Error('The draft can be used.');
    const [opening, turn] = tried.turns;
    expect(opening?.text).toBe('');
    expect(JSON.stringify(turn?.published.replies)).toContain('free of charge');
    expect(JSON.stringify(turn?.draft.replies)).toContain('EnShare costs nothing at all.');
    expect(turn?.draft.readings).toMatchObject([
      { intent: 'enshare.cost', title: QUESTION, certainty: 'sure' },
    ]);
  });

  it('says that the draft has problems, and does not answer from it', async () => {
    const edie = await editor(await openOn());
    await edie.changes(COST, { source: 'nowhere' });
    expect(await edie.tries(QUESTION)).toEqual({ kind: 'unusable', side: 'draft', problems: 1 });
    expect((await edie.agent.post('/studio/try/expect', { texts: [QUESTION], side: 'draft' })).status).toBe(
      409,
    );
  });

  it('turns a question, or a conversation, into an expected answer', async () => {
    const edie = await editor(await openOn());
    const texts = [QUESTION, 'and is the ESR900 patched?'];
    const question = await edie.keeps({ texts, side: 'draft', only: 0 });
    expect(question).toEqual({
      document: 'expected/tried.yaml',
      kind: 'expected-question',
      id: 'tried.does-enshare-cost-anything',
    });
    expect((await edie.entry(question)).content).toEqual({
      id: question.id,
      ask: QUESTION,
      expect: { answer: 'enshare.cost' },
    });

    const second = await edie.keeps({ texts, side: 'draft', only: 1 });
    const status = { answer: 'patch.status', models: ['ESR900'] };
    expect((await edie.entry(second)).content).toMatchObject({
      turns: [{ say: QUESTION }, { say: texts[1], expect: status }],
    });
    const all = await edie.keeps({ texts, side: 'draft' });
    expect(all.kind).toBe('expected-conversation');
    const { content, problems } = await edie.entry(all);
    expect(content).toMatchObject({
      turns: [
        { say: QUESTION, expect: { answer: 'enshare.cost' } },
        { say: texts[1], expect: status },
      ],
    });
    expect(problems).toEqual([]);
  });

  it('is only for editors and supervisors', async () => {
    const agent = await (await openOn()).agent('Ann', 'agent');
    expect((await agent.post('/studio/try', { texts: [] })).status).toBe(403);
  });
});
