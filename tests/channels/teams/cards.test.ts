import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Activity } from '#bot-framework/activity.ts';
import { asTeamsMessage } from '#channels/teams/teams-message.ts';
import { messageActivity } from '#tests/support/activities.ts';
import { post } from '#tests/support/http.ts';
import { startApp } from '#tests/support/running-app.ts';

interface Action {
  type: string;
  title: string;
  verb?: string;
  data: { choice: string; msteams: { text: string } };
  fallback?: { type: string; data: object };
}
interface Card {
  version: string;
  fallbackText: string;
  body: { type: string; text?: string; wrap?: boolean; rows?: object[] }[];
  actions: Action[];
}

let running: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  running = await startApp();
});
afterAll(() => running.app.stop());

/** A person in Teams who gets replies in the HTTP response. */
function person() {
  const { conversation } = messageActivity('');
  const sends = async (activity: Partial<Activity>) => {
    const answer = await post(
      running.messages,
      messageActivity(activity.text, { channelId: 'msteams', conversation: conversation!, ...activity }),
    );
    expect(answer.status, answer.text).toBe(200);
    return answer.json() as { activities: Partial<Activity>[] } & Record<string, unknown>;
  };
  return { sends, says: async (text: string) => (await sends({ text })).activities };
}

const cardIn = (activity: Partial<Activity> | undefined): Card => {
  const [attachment] = activity?.attachments ?? [];
  expect(attachment?.contentType).toBe('application/vnd.microsoft.card.adaptive');
  return attachment?.content as Card;
};
const utf16 = (activity: Partial<Activity>): number => JSON.stringify(activity).length * 2;

describe('a reply in Teams', () => {
  it('with choices is an Adaptive Card 1.5 that contains them, because Teams drops suggested actions', async () => {
    const [reply] = await person().says('is there a patch for my model?');
    const card = cardIn(reply);
    expect(card.version).toBe('1.5');
    expect(card.fallbackText).toContain('Which model is it?');
    expect(card.body.every(({ type, wrap }) => type === 'TextBlock' && wrap === true)).toBe(true);
    expect(card.actions.map(({ title }) => title)).toEqual([
      'Where do I find the model name?',
      'Show me all models',
    ]);
    expect(reply?.suggestedActions).toBeUndefined();
  });

  it('has a plain summary for notifications and screen readers', async () => {
    const [reply] = await person().says('what is krack?');
    expect(reply?.summary).toMatch(/^On 16 October 2017/);
    expect(reply?.summary).not.toMatch(/[*_`]/);
    expect(reply?.summary?.length).toBeLessThanOrEqual(200);
  });

  it('without choices is Markdown, unless it states a fact', async () => {
    const [reply] = await person().says('thank you');
    expect(reply).toMatchObject({
      textFormat: 'markdown',
      text: expect.stringContaining('welcome') as string,
    });
    expect(reply?.attachments).toBeUndefined();
  });

  it('never carries more than six actions, nor more than 28 KB', async () => {
    for (const line of ['hello', 'EnTalk', 'EnViewer', 'show me all models', 'is my EnStation patched?'])
      for (const reply of await person().says(line)) {
        expect(cardIn(reply).actions.length, line).toBeLessThanOrEqual(6);
        expect(utf16(reply), line).toBeLessThanOrEqual(28 * 1024);
      }
    const actions = Array.from({ length: 9 }, (_, at) => ({
      type: 'imBack',
      title: `${at}`,
      value: `${at}`,
    }));
    const long = asTeamsMessage({
      text: 'A paragraph that says a little.\n\n'.repeat(2000),
      suggestedActions: { to: [], actions },
    });
    expect(cardIn(long).actions).toHaveLength(6);
    expect(utf16(long ?? {})).toBeLessThanOrEqual(28 * 1024);
    const { body } = cardIn(long);
    expect(body.at(-1)?.text).toMatch(/is shortened/);
    expect(new Set(body.slice(0, -1).map(({ text }) => text))).toEqual(
      new Set(['A paragraph that says a little.']),
    );
    expect(body.length).toBeGreaterThan(50);
    const [paragraph] = [asTeamsMessage({ text: 'x'.repeat(50_000) }) ?? {}];
    expect(utf16(paragraph)).toBeLessThanOrEqual(28 * 1024);
    expect(utf16(paragraph)).toBeGreaterThan(27 * 1024);
  });

  it('says only that it is shortened if its attachments leave no room for text', () => {
    const attachments = [{ contentType: 'text/plain', content: 'x'.repeat(28 * 1024) }];
    expect(asTeamsMessage({ text: 'Some words.', attachments })?.text).toBe(
      '_This message is shortened because it is too long for Teams._',
    );
  });

  it('names its list if there are several, and turns the pages of that list', () => {
    const lists = ['Fixed', 'Scheduled'].map((status) => ({ status, models: ['AP10'] }));
    const advisory = { id: 'moonbeam', name: 'Moonbeam' };
    const reply = { kind: 'patch-list', lists, source: '_Source: a list_', advisory } as const;
    const { body, actions } = cardIn(asTeamsMessage({ text: '', channelData: { reply } }));
    expect(body[0]?.text).toBe('Moonbeam, Fixed: 1 model');
    expect(actions[0]?.data).toEqual({ advisory: 'moonbeam', status: 'Scheduled', page: 1 });
  });

  it('has a column for the vulnerability if there are several', () => {
    const row = { model: 'AP10', status: 'Fixed', note: '' };
    const statuses = [
      { ...row, advisory: 'Moonbeam' },
      { ...row, advisory: 'Sunbeam' },
    ];
    const reply = { kind: 'patch-status', statuses, source: '_Source: a list_' } as const;
    const card = JSON.stringify(asTeamsMessage({ text: '', channelData: { reply } }));
    for (const cell of ['Vulnerability', 'Moonbeam', 'Sunbeam']) expect(card).toContain(`"text":"${cell}"`);
  });

  it('accepts a pressed choice, which arrives as a value without text', async () => {
    const { says, sends } = person();
    const asked = (await says('why is the guest network greyed out on my ESR900?')).at(-1);
    const action = cardIn(asked).actions.find(({ title }) => title === '5 GHz');
    const replies = (await sends({ type: 'message', value: action?.data })).activities;
    expect(cardIn(replies[0]).fallbackText).toContain('ESR900 guest network, 5 GHz');
  });

  it('accepts a pressed choice that the client sends as a text message', async () => {
    const { says, sends } = person();
    const asked = (await says('why is the guest network greyed out on my ESR900?')).at(-1);
    const data = cardIn(asked).actions.find(({ title }) => title === 'Both bands')?.data;
    const { activities } = await sends({ text: data?.msteams.text ?? '', value: { choice: data?.choice } });
    expect(cardIn(activities[0]).fallbackText).toContain('Both bands');
  });

  it("asks with Teams' own thumbs whether an answer helped, and not with a question", async () => {
    for (const line of ['what is krack?', 'is the ESR900 patched?', 'which models are patched?']) {
      const replies = await person().says(line);
      expect(replies, line).toHaveLength(1);
      expect(replies[0]?.channelData).toEqual({ feedbackLoop: { type: 'default' } });
    }
    const [hello] = await person().says('hello');
    expect(hello?.channelData).toBeUndefined();
  });
});

describe('patch statuses in Teams', () => {
  it('are a table of models with the date of the published list', async () => {
    const [reply] = await person().says('are the EAP600 and the ESR900 patched?');
    const card = cardIn(reply);
    const [table, ...rest] = card.body;
    expect(table?.type).toBe('Table');
    expect(table?.rows).toHaveLength(3);
    for (const part of ['EAP600', 'Available Now', 'ESR900', 'In Progress'])
      expect(JSON.stringify(table)).toContain(part);
    expect(rest.at(-1)?.text).toContain('17 October 2017');
    expect(card.fallbackText).toContain('**ESR900: In Progress.**');
  });

  it('of a name that is not in the list say so', async () => {
    const [reply] = await person().says('is the ESR9999 patched?');
    expect(JSON.stringify(cardIn(reply).body)).toContain('Not in the list');
  });
});

describe('the list of models in Teams', () => {
  const press = async (verb: string, data: unknown) => {
    const { deliveryMode: _, ...invoke } = messageActivity(undefined, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      channelId: 'msteams',
      value: { action: { type: 'Action.Execute', verb, data } },
    });
    const answer = await post(running.messages, invoke);
    expect(answer.status).toBe(200);
    return answer.json() as { statusCode: number; type: string; value: Card & string };
  };
  const namesOn = (card: Card): string[] => (card.body[1]?.text ?? '').split(', ');

  it('turns pages inside its card, shows each model once, and switches to the other statuses', async () => {
    const [reply] = await person().says('which models are still waiting for a patch?');
    let card = cardIn(reply);
    expect(card.body[0]?.text).toMatch(/^In Progress: \d+ models$/);
    const all = namesOn(card);
    for (;;) {
      const more = card.actions.find(({ title }) => title === 'More');
      if (more === undefined) break;
      expect(more.fallback).toMatchObject({ type: 'Action.Submit', data: { verb: more.verb } });
      const answer = await press(more.verb ?? '', more.data);
      expect(answer).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
      card = answer.value;
      all.push(...namesOn(card));
    }
    const count = Number(/\d+/.exec(card.body[0]?.text ?? '')?.[0]);
    expect(new Set(all).size).toBe(count);
    expect(all).toHaveLength(count);
    const back = card.actions.find(({ title }) => title === 'Back');
    expect(back).toBeDefined();
    const other = card.actions.find(({ title }) => title.startsWith('Available Now'));
    expect((await press(other?.verb ?? '', other?.data)).value.body[0]?.text).toContain('Available Now');
  });

  it('turns pages with a new card if the client does not support Execute', async () => {
    const { activities } = await person().sends({
      type: 'message',
      value: { verb: 'patch-list.page', status: 'In Progress', page: 2 },
    });
    expect(cardIn(activities[0]).body[2]?.text).toMatch(/^Page 2 of/);
    expect(activities[0]?.summary).toContain('In Progress');
  });

  it.each([
    ['patch-list.page', { status: 'Nowhere', page: 1 }],
    ['patch-list.page', { status: 'In Progress', page: 0 }],
    ['patch-list.page', { status: 'In Progress', page: 'two' }],
    ['patch-list.page', { status: 'x'.repeat(5000), page: 1 }],
    ['patch-list.page', 'nothing'],
    ['patch-list.page', { status: { deep: {} }, page: [] }],
    ['delete.everything', {}],
    ['', undefined],
  ])('a stale or forged press (%s %j) gets an explanation', async (verb, data) => {
    expect(await press(verb, data)).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: expect.stringContaining('older message') as string,
    });
  });

  it.each([
    { verb: 'patch-list.page', status: 'Nowhere', page: 1 },
    { verb: 'unknown' },
    { choice: 7 },
    { choice: 'x'.repeat(2000) },
    { something: { else: true } },
  ])('a stale or forged submit (%j) gets an explanation', async (value) => {
    const { activities } = await person().sends({ type: 'message', value });
    expect(activities).toHaveLength(1);
    expect(JSON.stringify(activities[0])).toContain('older message');
    expect(running.record.entries.filter(({ level }) => level >= 50)).toEqual([]);
  });

  it('treats a page beyond the end as the last one', async () => {
    const { value } = await press('patch-list.page', { status: 'In Progress', page: 999 });
    expect(value.actions.map(({ title }) => title)).not.toContain('More');
  });
});
