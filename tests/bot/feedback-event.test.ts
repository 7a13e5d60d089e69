import { beforeEach, expect, test } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

const press = (helpful: boolean, more: object = {}) => ({
  type: 'event',
  name: 'feedback',
  value: { answerId: 'enroute.user-limit', helpful, activityId: 'a1', ...more },
});
const logged = () => door.record.entries.filter(({ msg }) => msg === 'feedback');

test('a click on "helpful" is recorded and gets no reply', async () => {
  const customer = door.customer();
  await customer.says('how many people can use enroute');
  expect((await customer.sends(press(true))).texts).toEqual([]);
  expect(logged()).toMatchObject([{ answerId: 'enroute.user-limit', helpful: true }]);
});

test('a click on "not helpful" is followed by the offer of a person, which "yes" accepts', async () => {
  const customer = door.customer();
  await customer.says('how many people can use enroute');
  expect((await customer.sends(press(false))).texts.join()).toMatch(/Shall I get you a person/);
  await customer.says('yes');
  expect(door.handoff.requests).toHaveLength(1);
});

test('a click closes the question in words: a later "yes" is not taken as its answer', async () => {
  const customer = door.customer();
  await customer.says('how many people can use enroute');
  await customer.sends(press(true));
  await customer.says('yes');
  expect(logged()).toHaveLength(1);
});

test('the same click twice counts once, and a different one corrects it', async () => {
  const customer = door.customer();
  await customer.sends(press(true));
  await customer.sends(press(true));
  await customer.sends(press(false));
  expect(logged().map(({ helpful }) => helpful)).toEqual([true, false]);
});

test.each([
  [{ type: 'event', name: 'feedback' }],
  [press(true, { answerId: 3 })],
  [press(true, { helpful: 'yes' })],
  [press(true, { activityId: '' })],
  [{ type: 'event', name: 'webchat/join' }],
  [{ type: 'event' }],
])('an invalid event gets no reply (%j)', async (event) => {
  const customer = door.customer();
  expect((await customer.sends(event)).texts).toEqual([]);
  expect(logged()).toEqual([]);
});

test('clients are told which choices only say whether the answer helped', async () => {
  const { activities } = await door.customer().says('how many people can use enroute');
  expect(activities.at(-1)?.channelData).toEqual({ reply: { kind: 'feedback', yesNo: ['Yes', 'No'] } });
});
