import { describe, expect, it } from 'vitest';
import { present } from '../../src/bot/presenter.ts';
import { openFrontDoor } from '../support/front-door.ts';

interface Card {
  type: string;
  version: string;
  fallbackText: string;
  body: { type: string; text: string; wrap: boolean }[];
  actions: { type: string; title: string; data: { choice: string; msteams: { text: string } } }[];
}

const door = await openFrontDoor();
const teams = { channelId: 'msteams' };

/** The card of the last reply. */
const cardOf = (replies: {
  activities: readonly { attachments?: { contentType: string; content?: unknown }[] }[];
}) => {
  const [attachment] = replies.activities.at(-1)?.attachments ?? [];
  expect(attachment?.contentType).toBe('application/vnd.microsoft.card.adaptive');
  return attachment?.content as Card;
};

describe('a reply outside Teams', () => {
  it('is Markdown with suggested actions', async () => {
    const { activities } = await door.customer().says('is there a patch for my model?');
    expect(activities[0]).toMatchObject({ type: 'message', textFormat: 'markdown' });
    expect(activities[0]?.suggestedActions?.actions[0]).toEqual({
      type: 'imBack',
      title: 'Where do I find the model name?',
      value: 'Where do I find the model name?',
    });
    expect(activities[0]?.attachments).toBeUndefined();
  });
});

describe('a reply in Teams', () => {
  it('with choices is an Adaptive Card 1.5, since Teams drops suggested actions', async () => {
    const replies = await door.customer(teams).says('is there a patch for my model?');
    const card = cardOf(replies);
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
    expect(card.fallbackText).toContain('Which model is it?');
    expect(card.body.every(({ type, wrap }) => type === 'TextBlock' && wrap)).toBe(true);
    expect(card.actions.map(({ title }) => title)).toEqual([
      'Where do I find the model name?',
      'Show me all models',
    ]);
    expect(replies.activities[0]?.suggestedActions).toBeUndefined();
  });

  it('without choices is Markdown', async () => {
    const { activities } = await door.customer(teams).says('thank you');
    expect(activities[0]).toMatchObject({
      textFormat: 'markdown',
      text: expect.stringContaining('welcome') as string,
    });
    expect(activities[0]?.attachments).toBeUndefined();
  });

  it('never carries more than six actions', async () => {
    for (const line of [
      'hello',
      'EnTalk',
      'EnViewer',
      'does EnShare cost anything?',
      'is my EnStation patched?',
    ]) {
      expect(cardOf(await door.customer(teams).says(line)).actions.length, line).toBeLessThanOrEqual(6);
    }
    const choices = Array.from({ length: 9 }, (_, at) => ({ label: `${at}`, says: `${at}` }));
    const activity = present({ kind: 'question', text: 'Which?', choices });
    expect(cardOf({ activities: [activity] }).actions).toHaveLength(6);
  });

  it('takes a pressed action, which comes as a value without text, for what it says', async () => {
    const person = door.customer(teams);
    const card = cardOf(await person.says('why is the guest network greyed out on my ESR900?'));
    const action = card.actions.find(({ title }) => title === '5 GHz')!;
    const told = await person.sends({ type: 'message', value: action.data });
    expect(cardOf({ activities: told.activities.slice(0, 1) }).fallbackText).toContain(
      'ESR900 guest network, 5 GHz',
    );
  });

  it('takes the text of a pressed action where the client sends it as a message', async () => {
    const person = door.customer(teams);
    const card = cardOf(await person.says('why is the guest network greyed out on my ESR900?'));
    const { data } = card.actions.find(({ title }) => title === 'Both bands')!;
    const told = await person.sends({
      type: 'message',
      text: data.msteams.text,
      value: { choice: data.choice },
    });
    expect(cardOf({ activities: told.activities.slice(0, 1) }).fallbackText).toContain('Both bands');
  });
});
