import { describe, expect, it } from 'vitest';
import type { Activity } from '#bot-framework/activity.ts';
import { openServer } from '#tests/desk/open-server.ts';
import { openTeamsRoom } from '#tests/support/teams-room.ts';
import { untilSent } from '#tests/support/until-sent.ts';

/** A person in Teams who has received an answer, and the thumbs under it. */
async function open() {
  const server = await openServer();
  const room = await openTeamsRoom(`${server.url}/api/messages`);
  const sam = room.user('Sam');
  await sam.alone('what is krack?');
  const answer = await room.until('16 October 2017', sam.aloneId);
  await untilSent(server, `msteams/${sam.aloneId}`, answer.id);
  const presses = (value: unknown, more: Partial<Activity> = {}) =>
    sam.alone('', { type: 'invoke', name: 'message/submitAction', replyToId: answer.id, value, ...more });
  return { room, sam, answer, presses };
}
const thumb = (reaction: string) => ({
  actionName: 'feedback',
  actionValue: { reaction, feedback: '{"feedbackText":"my secret words"}' },
});

describe('Teams’ thumbs under an answer', () => {
  it('are shown without an extra question', async () => {
    const { answer } = await open();
    expect(answer.activity.channelData).toMatchObject({ feedbackLoop: { type: 'default' } });
    expect(answer.activity.channelData).not.toHaveProperty('feedbackLoopEnabled');
  });

  it('down lead to the offer of a person, which “yes” accepts', async () => {
    const { room, sam, presses } = await open();
    await presses(thumb('dislike'));
    await room.until('Shall I get you a person?', sam.aloneId);
    await sam.alone('yes');
    const notice = await room.until('nobody can take over', sam.aloneId);
    expect(notice.conversationId).toBe(sam.aloneId);
  });

  it.each([
    ['up', thumb('like'), {}],
    ['for an unknown message', thumb('dislike'), { replyToId: 'somebody else’s' }],
    ['that are forged', { actionName: 'feedback', actionValue: { reaction: 7 } }, {}],
    ['without a value', undefined, {}],
  ])('%s get no reply', async (_what, value, more) => {
    const { room, sam, presses } = await open();
    await presses(value, more);
    await sam.alone('hello');
    await room.until('Hello!', sam.aloneId);
    expect(room.wordsIn(sam.aloneId)).toHaveLength(2);
  });
});
