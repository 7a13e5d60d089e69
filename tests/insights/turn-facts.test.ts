import { expect, it } from 'vitest';
import type { TurnFact } from '#store/turn-facts.ts';
import { onServers, type RunningServer } from '../desk/open-server.ts';
import { openTeamsRoom } from '../support/teams-room.ts';
import { untilSent } from '../support/until-sent.ts';

/** The facts of a conversation as stored. */
async function factsOf(server: RunningServer, conversationId: string): Promise<TurnFact[]> {
  let facts: TurnFact[] = [];
  await server.withStore(async ({ turnFacts }) => {
    facts = await turnFacts.inConversation(conversationId);
  });
  return facts;
}

onServers('the facts of a turn', (openServer) => {
  it('say how a message was understood and how it was answered', async () => {
    const server = await openServer();
    const customer = await server.customer();
    await customer.asks('Is my EAP600 patched against KRACK?', 'EAP600');
    await customer.asks('qwertz uiopü asdf', 'know');
    const [asked, babble, ...more] = await factsOf(server, customer.conversationId);
    expect(more).toEqual([]);
    expect(asked).toMatchObject({
      conversationId: customer.conversationId,
      id: `${customer.conversationId}.000003`,
      channel: 'directline',
      question: 'Is my EAP600 patched against KRACK?',
      intent: 'patch.status',
      certainty: 'sure',
      models: ['EAP600'],
      outcome: 'answered',
      answer: 'patch.status',
      thumb: null,
    });
    expect(asked?.parts).toMatchObject([{ text: asked?.question, intent: 'patch.status' }]);
    expect(asked?.runnersUp.length).toBeLessThanOrEqual(3);
    expect(asked?.knowledgeVersion).toBe('0');
    expect(babble).toMatchObject({ certainty: 'unknown', outcome: 'unknown', answer: null });
  });

  it('contain both parts of a message that asks two things', async () => {
    const server = await openServer();
    const customer = await server.customer();
    await customer.asks('What is KRACK? And how do I set up the guest network of the ESR900?', 'KRACK');
    const [{ parts } = { parts: [] }] = await factsOf(server, customer.conversationId);
    expect(parts).toHaveLength(2);
  });

  it('do not exist for a welcome, and are small talk for a greeting', async () => {
    const server = await openServer();
    const customer = await server.customer();
    expect(await factsOf(server, customer.conversationId)).toEqual([]);
    await customer.asks('Good morning', 'Hello');
    expect(await factsOf(server, customer.conversationId)).toMatchObject([{ outcome: 'small-talk' }]);
  });

  it('say which answer a thumb was for', async () => {
    const server = await openServer();
    const customer = await server.customer();
    await customer.asks('What is KRACK?', 'KRACK');
    await customer.asks('Is my EAP600 patched?', 'EAP600');
    const answer = customer.stream.activities.find(
      ({ channelData }) =>
        (channelData as { reply?: { answerId?: string } } | undefined)?.reply?.answerId === 'patch.status',
    );
    await customer.sendsEvent('feedback', {
      answerId: 'patch.status',
      helpful: false,
      activityId: answer?.id,
    });
    await customer.sees('didn');
    expect(await factsOf(server, customer.conversationId)).toMatchObject([{ thumb: null }, { thumb: -1 }]);
  });

  it('are one row for a message that is sent twice', async () => {
    const server = await openServer();
    const customer = await server.customer();
    const [first, again] = await Promise.all([
      customer.say('What is KRACK?', 'the-same'),
      customer.say('What is KRACK?', 'the-same'),
    ]);
    expect([first.body.id, again.body.id]).toEqual([first.body.id, first.body.id]);
    await customer.sees('KRACK');
    expect(await factsOf(server, customer.conversationId)).toHaveLength(1);
  });

  it('say what the customer chose after a clarifying question', async () => {
    const server = await openServer();
    const customer = await server.customer();
    await customer.asks('EnViewer', 'What would you like to know about EnViewer?');
    const asked = customer.stream.activities.findLast(({ type }) => type === 'message');
    const offered = asked?.['suggestedActions'] as { actions: { value: string }[] } | undefined;
    await customer.asks(offered?.actions[0]?.value ?? '', 'Source:');
    await server.withStore(async ({ insightCounts }) => insightCounts.update());
    const [first, second] = await factsOf(server, customer.conversationId);
    expect(first).toMatchObject({ outcome: 'asked-back', chosen: second?.intent });
    expect(second).toMatchObject({ outcome: 'answered', rule: 'choice', answer: second?.intent });
  });

  it('are also stored for Teams, with the thumbs given there', async () => {
    const server = await openServer();
    const room = await openTeamsRoom(`${server.url}/api/messages`);
    const sam = room.user('Sam');
    await sam.alone('what is krack?');
    const answer = await room.until('16 October 2017', sam.aloneId);
    await untilSent(server, `msteams/${sam.aloneId}`, answer.id);
    const value = { actionName: 'feedback', actionValue: { reaction: 'dislike', feedback: '{}' } };
    await sam.alone('', { type: 'invoke', name: 'message/submitAction', replyToId: answer.id, value });
    await room.until('Shall I get you a person?', sam.aloneId);
    expect(await factsOf(server, `msteams/${sam.aloneId}`)).toMatchObject([
      { channel: 'msteams', question: 'what is krack?', outcome: 'answered', thumb: -1 },
    ]);
  });

  it('leave out the words of a message for a person', async () => {
    const server = await openServer({ OPENING_HOURS: 'Mon-Sun 00:00-00:01' });
    const customer = await server.customer();
    await customer.asks('I want to talk to a human', 'message');
    await customer.asks('Yes', '?');
    await customer.asks('My name is Maria Miller and my router burns', '');
    const facts = await factsOf(server, customer.conversationId);
    expect(facts.map(({ outcome }) => outcome)).not.toContain('unknown');
    expect(JSON.stringify(facts)).not.toContain('Miller');
  });

  it('leave out the words of a message that comes with the request to leave one', async () => {
    const server = await openServer();
    const customer = await server.customer();
    const words = 'my order 4711 for Maria Miller, maria@example.com, has not come';
    await customer.asks(`Leave a message: ${words}`, "What's your name?");
    await customer.asks('Maria Miller', 'Your message has been passed on');
    expect(await factsOf(server, customer.conversationId)).toMatchObject([
      { question: '', intent: null, outcome: 'small-talk' },
      { question: '', intent: null, outcome: 'handed-over' },
    ]);
  });

  it('count one hand-over for a message to a person, and no question for its steps and corrections', async () => {
    const server = await openServer();
    const customer = await server.customer();
    await customer.asks('What is KRACK?', 'KRACK');
    await customer.asks('Leave a message', 'What shall I pass on?');
    await customer.asks('The EAP600 does not connect since yesterday, what a pity', "What's your name?");
    await customer.asks('Maria Miller', 'e-mail address');
    await customer.asks('maria@example.com', 'Your message has been passed on');
    await customer.asks('Sorry, it is mary@example.com', 'the right address');
    await server.withStore(async ({ insightCounts }) => insightCounts.update());
    const facts = await factsOf(server, customer.conversationId);
    expect(facts.map(({ outcome }) => outcome)).toEqual([
      'answered',
      'small-talk',
      'small-talk',
      'small-talk',
      'handed-over',
      'small-talk',
    ]);
    for (const fact of facts.slice(1))
      expect(fact).toMatchObject({ question: '', parts: [{ text: '', intent: null }], models: [], apps: [] });
  });

  it('are in the export of their conversation', async () => {
    const server = await openServer();
    const customer = await server.customer();
    await customer.asks('What is KRACK?', 'KRACK');
    await server.withStore(async (store) => {
      expect(await store.exportConversation(customer.conversationId)).toMatchObject({
        turns: [{ question: 'What is KRACK?', outcome: 'answered' }],
      });
    });
  });

  it('are erased with the customer', async () => {
    const server = await openServer();
    const customer = await server.customer();
    await customer.asks('What is KRACK?', 'KRACK');
    await server.withStore(async (store) => {
      await store.eraseUser(customer.userId);
    });
    expect(await factsOf(server, customer.conversationId)).toEqual([]);
  });
});
