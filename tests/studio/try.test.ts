import { expect, it } from 'vitest';
import type { StudioTry } from '#desk/studio/try-wire.ts';
import type { StudioEntry, StudioKey } from '#desk/studio/wire.ts';
import { loadShortAssets } from '../support/assets.ts';
import { onShortServers, type RunningServer } from '../desk/open-server.ts';
import { switchedServices } from '../support/services-here.ts';

const COST: StudioKey = { document: 'answers/enshare.yaml', kind: 'answer', id: 'enshare.cost' };
const QUESTION = 'Does EnShare cost anything?';

async function editor(server: RunningServer, name = 'Edie') {
  const agent = await server.agent(name, 'editor');
  const entry = async (key: StudioKey): Promise<StudioEntry> =>
    (await agent.get(`/studio/entry?${new URLSearchParams(key).toString()}`)).json() as StudioEntry;
  const tries = async (wish: object) => {
    for (;;) {
      const tried = (await agent.post('/studio/try', wish)).json() as StudioTry;
      if (tried.kind !== 'preparing') return tried;
    }
  };
  return {
    agent,
    entry,
    changes: async (key: StudioKey, change: object): Promise<void> => {
      const { content, version } = await entry(key);
      await agent.post('/studio/save', { ...key, content: { ...(content as object), ...change }, version });
    },
    /** Asks until the draft is ready. */
    tries: (...texts: string[]) => tries({ texts }),
    triesIn: (locale: string, ...texts: string[]) => tries({ texts, locale }),
    keeps: async (wish: object): Promise<StudioKey> =>
      (await agent.post('/studio/try/expect', wish)).json() as StudioKey,
  };
}

onShortServers('trying the draft', (openOn) => {
  it('answers from the draft and from the published release, and explains how each understood', async () => {
    const edie = await editor(await openOn());
    const es = { question: '¿Cuánto cuesta?', label: 'Precio', short: 'No cuesta nada.', detail: 'Nada.' };
    await edie.changes(COST, { short: 'EnShare costs nothing at all.', translations: { es } });
    const tried = await edie.tries(QUESTION);
    if (tried.kind !== 'tried') throw new Error('The draft can be used.');
    const [opening, turn] = tried.turns;
    expect(opening?.text).toBe('');
    expect(JSON.stringify(turn?.published.replies)).toContain('free of charge');
    expect(JSON.stringify(turn?.draft.replies)).toContain('EnShare costs nothing at all.');
    expect(turn?.draft.readings).toMatchObject([
      { intent: 'enshare.cost', title: QUESTION, certainty: 'sure' },
    ]);
    const inSpanish = await edie.triesIn('es-MX', QUESTION);
    if (inSpanish.kind !== 'tried') throw new Error('The draft can be used.');
    expect(JSON.stringify(inSpanish.turns[1]?.published.replies)).toContain('free of charge');
    expect(JSON.stringify(inSpanish.turns[1]?.draft.replies)).toContain(es.short);
  });

  it('answers although somebody else made the workbench switch to another draft in between', async () => {
    const edie = await editor(
      await openOn({}, { content: await loadShortAssets(), startServices: switchedServices }),
    );
    await edie.changes(COST, { short: 'EnShare costs nothing at all.' });
    expect(await edie.tries(QUESTION)).toMatchObject({ kind: 'tried' });
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
    const texts = [QUESTION, 'and the ESR900?'];
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

  it('keeps the expected answers of two editors at the same moment, but the same question only once', async () => {
    const server = await openOn();
    const [edie, kim] = [await editor(server), await editor(server, 'Kim')];
    await edie.tries(QUESTION);
    const conversations = await Promise.all([
      edie.keeps({ texts: ['hello', QUESTION], side: 'draft' }),
      kim.keeps({ texts: ['thanks', QUESTION], side: 'draft' }),
    ]);
    expect(conversations.map(({ id }) => id).sort()).toEqual([
      'tried.does-enshare-cost-anything',
      'tried.does-enshare-cost-anything-2',
    ]);
    const wish = { texts: [QUESTION], side: 'draft' };
    const [one, other] = await Promise.all([edie.keeps(wish), kim.keeps(wish)]);
    expect(one.id).toBe('tried.does-enshare-cost-anything-3');
    expect(other).toEqual(one);

    const { content, version, problems } = await edie.entry(one);
    expect(problems).toEqual([]);
    const otherwise = { ...(content as object), expect: { asks: true } };
    await edie.agent.post('/studio/save', { ...one, content: otherwise, version });
    const refused = await kim.agent.post('/studio/try/expect', wish);
    expect({ status: refused.status, body: refused.json() }).toEqual({
      status: 409,
      body: {
        error: {
          code: 'Expected',
          message: `This question already has another expected answer. Change it under “Expected answers”: ${one.id}.`,
        },
      },
    });
  });

  it('saves only the replies that the editor has seen', async () => {
    const edie = await editor(await openOn());
    const tried = await edie.tries(QUESTION);
    if (tried.kind !== 'tried') throw new Error('The draft can be used.');
    const seen = [tried.turns[1]?.draft.expectation];
    expect(seen).toEqual([{ answer: 'enshare.cost' }]);
    const wish = { texts: [QUESTION], side: 'draft' };
    const refused = await edie.agent.post('/studio/try/expect', { ...wish, seen: [{ asks: true }] });
    expect({ status: refused.status, body: refused.json() }).toEqual({
      status: 409,
      body: {
        error: {
          code: 'Changed',
          message: 'The bot replies differently by now. Check the reply, and save it again if it is right.',
        },
      },
    });
    expect((await edie.keeps({ ...wish, seen })).kind).toBe('expected-question');
  });

  it('keeps a conversation only once', async () => {
    const edie = await editor(await openOn());
    const wish = { texts: ['hello', QUESTION], side: 'draft' };
    const [one, other] = await Promise.all([edie.keeps(wish), edie.keeps(wish)]);
    expect(one.id).toBe('tried.does-enshare-cost-anything');
    expect([other, await edie.keeps(wish)]).toEqual([one, one]);
  });

  it('names what it keeps briefly, however long the words are, so that it can be opened and discarded', async () => {
    const edie = await editor(await openOn());
    const word = 'x'.repeat(250);
    const key = await edie.keeps({ texts: [word], side: 'draft' });
    expect((await edie.entry(key)).content).toMatchObject({ ask: word });
    expect((await edie.agent.post('/studio/discard', key)).status).toBe(200);
  });

  it('refuses an expected answer for a message that was not sent', async () => {
    const edie = await editor(await openOn());
    const refused = await edie.agent.post('/studio/try/expect', {
      texts: [QUESTION],
      side: 'draft',
      only: 1,
    });
    expect({ status: refused.status, body: refused.json() }).toMatchObject({
      status: 400,
      body: { error: { message: 'There is no such message. Choose one that was sent.' } },
    });
  });

  it('is only for editors and supervisors', async () => {
    const agent = await (await openOn()).agent('Ann', 'agent');
    expect((await agent.post('/studio/try', { texts: [] })).status).toBe(403);
  });
});
