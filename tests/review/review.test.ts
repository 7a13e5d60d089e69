import { describe, expect, it } from 'vitest';
import type {
  ReviewClusterDetail,
  ReviewDecided,
  ReviewDrafts,
  ReviewOverview,
  ReviewPreview,
} from '#review/wire.ts';
import { loadShortAssets } from '#tests/support/assets.ts';
import { newTicket } from '../handoff/tickets.ts';
import { onShortServers, openShortServer, type RunningServer } from '../desk/open-server.ts';

const UNKNOWN = 'know';

/** The texts of wordings as shown. */
const textsOf = (items: readonly { parts: readonly { text: string }[] }[]): string[] =>
  items.map(({ parts }) => parts.map(({ text }) => text).join(''));

async function openReview(server: RunningServer) {
  const edie = await server.agent('Edie', 'editor');
  // All questions have been asked at this point.
  await edie.get('/review?fresh=1');
  const overview = async () => (await edie.get('/review')).json() as ReviewOverview;
  return {
    edie,
    overview,
    keyOf: async (text: string) => {
      const { items } = await overview();
      return items.find((item) => textsOf([item])[0] === text)?.key ?? '';
    },
    decide: async (keys: string[], decision: object) =>
      (await edie.post('/review/decide', { keys, decision })).json() as ReviewDecided,
    drafts: async () => (await edie.get('/review/drafts')).json() as ReviewDrafts,
  };
}

onShortServers('the review', (openOn) => {
  it('lists what the bot did not know, once for each wording, with personal data masked', async () => {
    const server = await openOn();
    const customer = await server.customer();
    await customer.asks('xylophone zebra at 88:dc:96:0a:1b:2c', UNKNOWN);
    await customer.say('Xylophone, ZEBRA at 88:dc:96:0a:1b:2d!');
    await customer.say('Is my EAP600 patched against KRACK?');
    await customer.sees('EAP600');
    const { overview } = await openReview(server);
    const { items, open } = await overview();
    expect(open).toBe(1);
    expect(items).toMatchObject([{ count: 2, reasons: ['unknown'] }]);
    expect(items[0]?.parts).toEqual([
      { text: expect.stringMatching(/xylophone,? zebra at /i) as string },
      { text: '[mac]', kind: 'mac' },
      ...(items[0]?.parts.slice(2) ?? []),
    ]);
  });

  it('turns a chosen wording into a phrase of an answer, closes it, and opens it again', async () => {
    const server = await openOn();
    const customer = await server.customer();
    await customer.asks('quokka marmalade for the gadget', UNKNOWN);
    const { edie, overview, keyOf, decide, drafts } = await openReview(server);
    const key = await keyOf('quokka marmalade for the gadget');
    const { answers } = await overview();
    expect(answers.map(({ id }) => id)).toContain('enshare.cost');
    const decided = await decide([key], { kind: 'answer', intent: 'enshare.cost' });
    expect(decided).toMatchObject({ closed: [key], phrases: 1, refused: [] });
    expect((await overview()).items).toEqual([]);
    expect((await drafts()).phrases).toMatchObject([
      { key, text: 'quokka marmalade for the gadget', answer: { id: 'enshare.cost' } },
    ]);
    await edie.post('/review/undo', { keys: [key] });
    expect((await overview()).open).toBe(1);
    expect((await drafts()).phrases).toEqual([]);
  });

  it('drafts a new answer with its phrases and with what agents replied, masked', async () => {
    const server = await openOn();
    const dana = await server.agent('Dana');
    const customer = await server.waitingCustomer();
    await dana.post(`/chats/${customer.reference}/claim`);
    await dana.says(
      customer.reference,
      'The wombat bracket fits poles of 60 mm; write to dana@example.com for a sample.',
    );
    await customer.sees('wombat bracket');
    await dana.post(`/chats/${customer.reference}/close`, { outcome: 'solved' });
    await customer.asks('quokka marmalade for the gadget', UNKNOWN);
    const { keyOf, decide, drafts, overview } = await openReview(server);
    const key = await keyOf('quokka marmalade for the gadget');
    const decided = await decide([key], { kind: 'new-answer', question: 'Is there marmalade for quokkas?' });
    expect(decided.answer).toEqual({
      id: 'new.is-there-marmalade-for-quokkas',
      title: 'Is there marmalade for quokkas?',
    });
    expect((await drafts()).answers).toEqual([
      {
        id: 'new.is-there-marmalade-for-quokkas',
        question: 'Is there marmalade for quokkas?',
        material: ['The wombat bracket fits poles of 60 mm; write to [email] for a sample.'],
        phrases: 1,
      },
    ]);
    expect((await overview()).answers.map(({ title }) => title)).toContain('Is there marmalade for quokkas?');
  });

  it("keeps what agents replied without the customer's name, and marks where a long reply is cut", async () => {
    const server = await openOn();
    const dana = await server.agent('Dana');
    const customer = await server.waitingCustomer();
    await server.withStore(async ({ tickets }) => {
      const { conversationId, userId } = customer;
      await tickets.open('key', { ...newTicket(), conversationId, userId, name: 'Annika' }, []);
    });
    await dana.post(`/chats/${customer.reference}/claim`);
    await dana.says(
      customer.reference,
      'Thanks for waiting, Annika! The wombat bracket fits poles of 60 mm.',
    );
    const long = `First, ${'tighten every screw. '.repeat(100)}Then rest.`;
    await dana.says(customer.reference, long, 'the-id-of-a-long-reply');
    await customer.sees('Then rest.');
    await dana.post(`/chats/${customer.reference}/close`, { outcome: 'solved' });
    await customer.asks('quokka marmalade for the gadget', UNKNOWN);
    const { keyOf, decide, drafts } = await openReview(server);
    const key = await keyOf('quokka marmalade for the gadget');
    await decide([key], { kind: 'new-answer', question: 'Is there marmalade for quokkas?' });
    expect((await drafts()).answers[0]?.material).toEqual([
      'Thanks for waiting, [name]! The wombat bracket fits poles of 60 mm.',
      expect.stringMatching(/^First, (?:tighten every screw\. ){60,}…$/),
    ]);
  });

  it('says which of the chosen wordings are no longer there', async () => {
    const server = await openOn();
    const customer = await server.customer();
    await customer.asks('quokka marmalade for the gadget', UNKNOWN);
    const { keyOf, decide } = await openReview(server);
    const key = await keyOf('quokka marmalade for the gadget');
    expect(await decide([key, '0'.repeat(32)], { kind: 'not-ours' })).toMatchObject({
      closed: [key],
      phrases: 1,
      refused: [{ parts: [], why: 'gone' }],
    });
  });

  it('never turns an expected question into a phrase, and says so', async () => {
    const server = await openOn();
    const customer = await server.customer();
    const { questions } = (await loadShortAssets()).knowledge.expected;
    const measured = questions.find(({ expect: { declines } }) => declines === true)?.ask ?? '';
    await customer.asks(measured, UNKNOWN);
    const { keyOf, decide, drafts } = await openReview(server);
    const decided = await decide([await keyOf(measured)], { kind: 'not-ours' });
    expect(decided).toMatchObject({ phrases: 0, refused: [{ why: 'expected-answer' }] });
    expect((await drafts()).phrases).toEqual([]);
  });
});

describe('the review', () => {
  it('says what taking wordings would change before they are taken', async () => {
    const server = await openShortServer();
    const customer = await server.customer();
    await customer.asks('quokka marmalade for the gadget', UNKNOWN);
    await customer.say('marmalade for a quokka gadget');
    const { edie, keyOf, drafts, overview } = await openReview(server);
    const keys = [await keyOf('quokka marmalade for the gadget')];
    expect((await overview()).open).toBe(2);
    const answer = await edie.post('/review/preview', { keys, intent: 'enshare.cost' });
    const preview = answer.json() as ReviewPreview;
    const { expected } = (await loadShortAssets()).knowledge;
    const expectedChecked = expected.questions.length;
    expect(preview).toMatchObject({ phrases: 1, recentChecked: 1, expectedChecked });
    for (const { after, before } of [...preview.expected, ...preview.recent])
      expect(after).not.toEqual(before);
    expect((await drafts()).phrases).toEqual([]);
  });

  it('groups similar questions in clusters, and closes a cluster with all of its wordings', async () => {
    const server = await openShortServer();
    const customer = await server.customer();
    const asked = ['quokka marmalade recipe', 'marmalade recipe for a quokka', 'any quokka marmalade recipe'];
    for (const text of asked) await customer.say(text);
    await customer.asks('a violin of titanium', UNKNOWN);
    const { edie, overview, decide } = await openReview(server);
    const { clusters } = await overview();
    expect(clusters).toMatchObject([{ wordings: 3, questions: 3, recent: 3, before: 0 }]);
    expect(clusters[0]?.name).toBe('marmalade recipe');
    const detail = (await edie.get(`/review/clusters/${clusters[0]?.id}`)).json() as ReviewClusterDetail;
    expect(textsOf(detail.items).toSorted()).toEqual(asked.toSorted());
    await decide(
      detail.items.map(({ key }) => key),
      { kind: 'leave' },
    );
    expect(textsOf((await overview()).items)).toEqual(['a violin of titanium']);
    expect((await edie.get(`/review/clusters/${clusters[0]?.id}`)).status).toBe(404);
  });

  it('is only for editors and supervisors', async () => {
    const server = await openShortServer();
    const dana = await server.agent('Dana');
    expect((await dana.get('/review')).status).toBe(403);
    const sue = await server.agent('Sue', 'supervisor');
    expect((await sue.get('/review?days=7')).status).toBe(200);
    expect((await sue.get('/review?days=0')).status).toBe(400);
    const unknown = { keys: ['0'.repeat(32)], decision: { kind: 'answer', intent: 'no.such' } };
    expect((await sue.post('/review/decide', unknown)).status).toBe(404);
  });
});
