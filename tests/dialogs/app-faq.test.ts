import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

const ask = (line: string) => door.customer().says(line);

describe('a question about the apps and routers', () => {
  it('gets the limit of the named app', async () => {
    expect((await ask('how many cameras can EnViewer show at once?')).text).toContain('at most 4');
    expect((await ask('how many people can use EnRoute?')).text).toContain('20 EnRoute users');
  });

  it.each([
    ['does the ESR350 work with EnViewer?', 'Yes, **ESR350** is one of the devices named.'],
    ['does the EPG600 work with EnViewer?', 'Yes, **EPG600** is one of the devices named.'],
    ['does the ESR900 work with EnViewer?', '“ESR900” is not among the devices named'],
    ['is the ESR300H compatible with EnViewer?', '“ESR300H” is not among the devices named'],
  ])('%s', async (question, stated) => {
    const { text, answers } = await ask(question);
    expect(answers).toEqual(['enviewer.compatible-routers']);
    expect(text).toContain(stated);
  });

  it('gets steps if there are several things to try', async () => {
    const { text, answers } = await ask(
      'I cannot log in to the web page, it says someone is still logged in',
    );
    expect(answers).toEqual(['router.login-error']);
    expect(text).toMatch(/^1\. .*\n2\. /m);
  });

  it('is understood with a misspelt app', async () => {
    expect((await ask('can i get my voicemail with entlak?')).answers).toEqual(['entalk.voicemail']);
  });

  it('lists the questions about an app if only the app is named', async () => {
    const { kinds, choices } = await ask('EnTalk');
    expect(kinds).toEqual(['clarify']);
    expect(choices).toContain('What EnTalk works with');
  });
});

describe('a follow-up question without its subject', () => {
  it.each([
    ['How do I put a camera into EnViewer?', 'ok and how many?', 'enviewer.camera-limit'],
    ['Which routers go with EnViewer?', 'and how many of those can I have in it?', 'enviewer.router-limit'],
    ['Which routers go with EnViewer?', 'is there a limit?', 'enviewer.router-limit'],
  ])('%s %s', async (question, next, answer) => {
    expect((await door.customer().saysInTurn(question, next)).answers).toEqual([answer]);
  });

  it('can ask whether another device also works with the app', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('Which routers go with EnViewer?', 'would an ESR350 count?');
    expect(text).toContain('Yes, **ESR350**');
  });

  it('is about the app that the next message names', async () => {
    const customer = door.customer();
    await customer.says('how many people may use it');
    expect((await customer.says('EnRoute')).answers).toEqual(['enroute.user-limit']);
  });
});

describe('an app topic in one or two words', () => {
  it('is answered if the word fits a known topic', async () => {
    const { answers } = await door.customer().says('EnViewer alarms');
    expect(answers).toEqual(['enviewer.notifications']);
  });

  it('is answered without the name of the app in focus', async () => {
    const { answers } = await door
      .customer()
      .saysInTurn('can I change the resolution in EnViewer?', 'alarms?');
    expect(answers).toEqual(['enviewer.notifications']);
  });

  it.each(['EnViewer brightness', 'EnViewer desktop', 'EnShare storage'])(
    'is unknown if only the name of the app fits an answer: %s',
    async (topic) => {
      expect((await door.customer().says(topic)).kinds).toEqual(['unknown']);
    },
  );

  it('is unknown if nothing comes close', async () => {
    expect((await door.customer().says('EnViewer refund')).kinds).toEqual(['unknown']);
  });
});
