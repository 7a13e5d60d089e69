import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

const ask = (line: string) => door.customer().says(line);

describe('a question about the apps and routers', () => {
  it('gets the limit of the app that it names', async () => {
    expect((await ask('how many cameras can EnViewer show at once?')).text).toContain('at most 4');
    expect((await ask('how many people can use EnRoute?')).text).toContain('20 EnRoute users');
  });

  it.each([
    ['does the ESR350 work with EnViewer?', 'Yes, **ESR350** is one of the devices named.'],
    ['does the EPG600 work with EnViewer?', 'Yes, **EPG600** is one of the devices named.'],
    ['does the ESR900 work with EnViewer?', '“ESR900” is not among the devices named'],
    ['is the ESR300H compatible with EnViewer?', '“ESR300H” is not among the devices named'],
  ])('%s', async (question, said) => {
    const { text, answers } = await ask(question);
    expect(answers).toEqual(['enviewer.compatible-routers']);
    expect(text).toContain(said);
  });

  it('tells what to try as steps where there are several', async () => {
    const { text, answers } = await ask(
      'I cannot log in to the web page, it says someone is still logged in',
    );
    expect(answers).toEqual(['router.login-error']);
    expect(text).toMatch(/^1\. .*\n2\. /m);
  });

  it('understands a misspelt app', async () => {
    expect((await ask('can i get my voicemail with entlak?')).answers).toEqual(['entalk.voicemail']);
  });

  it('offers the questions of an app that is only named', async () => {
    const { kinds, choices } = await ask('EnTalk');
    expect(kinds).toEqual(['clarify']);
    expect(choices).toContain('What EnTalk works with');
  });
});

describe('a question that leaves out what was just named', () => {
  it.each([
    ['How do I put a camera into EnViewer?', 'ok and how many?', 'enviewer.camera-limit'],
    ['Which routers go with EnViewer?', 'and how many of those can I have in it?', 'enviewer.router-limit'],
    ['Which routers go with EnViewer?', 'is there a limit?', 'enviewer.router-limit'],
  ])('%s %s', async (question, next, answer) => {
    expect((await door.customer().saysInTurn(question, next)).answers).toEqual([answer]);
  });

  it('whether one more device belongs to those that work with an app', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('Which routers go with EnViewer?', 'would an ESR350 count?');
    expect(text).toContain('Yes, **ESR350**');
  });

  it('is asked of the app that is named in the next message', async () => {
    const customer = door.customer();
    await customer.says('how many people may use it');
    expect((await customer.says('EnRoute')).answers).toEqual(['enroute.user-limit']);
  });
});

describe('a topic of an app in a word or two', () => {
  it('is answered where the word speaks for one of those known', async () => {
    const { answers } = await door.customer().says('EnViewer alarms');
    expect(answers).toEqual(['enviewer.notifications']);
  });

  it('is answered without the name of the app that is spoken of', async () => {
    const { answers } = await door
      .customer()
      .saysInTurn('can I change the resolution in EnViewer?', 'alarms?');
    expect(answers).toEqual(['enviewer.notifications']);
  });

  it.each(['EnViewer brightness', 'EnViewer desktop', 'EnShare storage'])(
    'is not known where only the name of the app speaks for an answer: %s',
    async (topic) => {
      expect((await door.customer().says(topic)).kinds).toEqual(['unknown']);
    },
  );

  it('is not known where nothing is near it', async () => {
    expect((await door.customer().says('EnViewer refund')).kinds).toEqual(['unknown']);
  });
});
