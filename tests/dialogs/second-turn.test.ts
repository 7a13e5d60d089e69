import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

describe('the turn after an answer', () => {
  it.each([
    ['is the ESR600 hit by Heartbleed?', 'ok, and the KRACK thing people were talking about?', 'ESR600'],
    ['has the EAP1200H got a fix for log4j', 'fine, just KRACK itself then', 'EAP1200H'],
  ])(
    'asks about the model what the previous turn asked about another vulnerability: %s … %s',
    async (first, then, model) => {
      expect((await door.customer().saysInTurn(first, then)).text).toContain(`**${model}: `);
    },
  );

  it.each([
    ['what does a call with EnTalk cost?', 'even though I was abroad?', 'entalk.call-charges'],
    ['what does EnShare cost?', 'even with 4G?', 'enshare.cost'],
  ])('gets the same answer if it still applies: %s … %s', async (first, then, answer) => {
    expect((await door.customer().saysInTurn(first, then)).answers).toContain(answer);
  });

  it('can be about the first of two answers in one reply', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('how do I add a camera to EnViewer, and what does EnShare cost?', 'and how many of them?');
    expect(text).toContain('4 at the same time');
  });

  it.each(['y el EAP600?', 'auch für den EAP600?', 'danke! und der EAP600?', 'et pour le EAP600 ?'])(
    'can name another model in another language: %s',
    async (then) => {
      const { text } = await door.customer().saysInTurn('is the ECB1750 patched?', then);
      expect(text).toContain('**EAP600: Available Now.**');
    },
  );

  it.each(['meaning?', 'which means what exactly?', 'and that means?'])(
    'can ask what the status means: %s',
    async (then) => {
      const { text } = await door.customer().saysInTurn('is the ENS1200 patched?', then);
      expect(text).toContain('still being worked on');
    },
  );
});

describe('"how do I change that?"', () => {
  it.each(['how do I change that', 'can I set it to my wife instead?', 'where can we choose that ourselves'])(
    'is answered if the knowledge says how: %s',
    async (line) => {
      const { answers } = await door
        .customer()
        .saysInTurn('who gets the landline calls in EnTalk if nobody was chosen?', line);
      expect(answers).toContain('entalk.operator');
    },
  );

  it('is not answered from another answer', async () => {
    const { kinds, text } = await door
      .customer()
      .saysInTurn('how many people can use EnRoute?', 'can I change it?');
    expect(kinds).toEqual(['unknown']);
    expect(text).toContain('20 EnRoute users');
  });
});

describe('two complaints in one message', () => {
  it.each([
    ['my calls drop in EnTalk, also the camera volume is way too low', 'enviewer.speaker-volume'],
    ['the picture in EnViewer freezes and my web page says someone is logged in', 'router.login-error'],
    [
      'the ESR900 drops the Wi-Fi all day, and EnViewer alarms come only from one cam',
      'enviewer.notifications',
    ],
  ])('are both addressed: %s', async (line, answer) => {
    const { answers, kinds } = await door.customer().says(line);
    expect(answers).toContain(answer);
    expect(kinds).toContain('unknown');
  });
});

describe('a question that the bot has asked', () => {
  it('is explained to a customer who wonders why', async () => {
    const customer = door.customer();
    const { text, kinds } = await customer.saysInTurn('is it patched?', 'what do you need it for?');
    expect(text).toContain('each model has its own patch status');
    expect(kinds).toEqual(['question']);
    expect((await customer.says('the EAP600')).text).toContain('**EAP600: Available Now.**');
  });
});

describe('a device that the customer cannot name', () => {
  it.each([
    'is my outdoor antenna thing safe',
    'is the white box on my roof secure or not?',
    'has that dish of ours got the fix yet',
  ])('is asked about: %s', async (line) => {
    expect((await door.customer().says(line)).text).toContain('Which model is it?');
  });
});

describe('a message with a refusal and a request', () => {
  it('gets the request answered', async () => {
    const { text } = await door.customer().says("I don't want to talk to a human I want the EAP900H fix");
    expect(text).toContain('**EAP900H: Available Now.**');
  });
});

describe('a half of a message that only refers to the other', () => {
  it('is not reported as unanswered', async () => {
    const { kinds } = await door
      .customer()
      .saysInTurn('which routers work with EnViewer?', 'is mine on there? got an ESR1200');
    expect(kinds).not.toContain('unknown');
  });
});

describe('a customer who announces a question about an app', () => {
  it.each(['I have a quick question about EnRoute', 'can you tell me something about EnRoute?'])(
    'gets to choose: %s',
    async (line) => {
      expect((await door.customer().says(line)).text).toContain('What would you like to know about EnRoute?');
    },
  );
});

describe('a request to leave a message', () => {
  beforeEach(() => {
    door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
  });

  it('can be followed by the message, name and address at once', async () => {
    const customer = door.customer();
    const request = 'Can I leave a note for somebody? The mast bracket is bent. Regards, Paul Weir';
    expect((await customer.says(`${request} (paul@example.com)`)).text).toContain('paul@example.com');
  });

  it('takes "no" for the detail that was just asked about', async () => {
    const customer = door.customer();
    await customer.saysInTurn('I want to leave a message', 'the bracket is bent', 'is an email mandatory?');
    expect((await customer.says('then without')).text).toContain("What's your name?");
    const { text } = await customer.says('Kim');
    expect(text).toContain('here in this chat');
    expect(text.match(/Thank you/g)).toHaveLength(1);
    expect(door.handoff.messages).toMatchObject([{ text: 'the bracket is bent', name: 'Kim' }]);
  });

  it.each(['scrap it', 'wait, drop the whole thing', 'please delete that'])(
    'can be withdrawn: %s',
    async (line) => {
      const customer = door.customer();
      await customer.saysInTurn('I want to leave a message', 'the bracket is bent');
      expect((await customer.says(line)).text).toContain('no message then');
    },
  );
});

describe('a reply', () => {
  it.each(['really?', 'are you sure'])('confirms a no without contradicting itself: %s', async (then) => {
    const { text } = await door.customer().saysInTurn('is there voice mail in EnTalk?', then);
    expect(text).toContain('Yes. The EnTalk app does not support voice mail');
  });

  it('tells only once what the bot knows about', async () => {
    const customer = door.customer();
    expect((await customer.says('write me a poem')).text).toContain('I can tell you about');
    await customer.says('is the EAP600 patched?');
    expect((await customer.says('what is the capital of peru?')).text).not.toContain('I can tell you about');
  });

  it('says that a question in place of an answer is not known, and asks again', async () => {
    const customer = door.customer();
    const { text } = await customer.saysInTurn('guest network esr900', 'does that slow down my main wifi?');
    expect(text).toContain("I don't have an answer to that.");
    expect(text).toContain('Which band');
    expect((await customer.says('5 then')).text).toContain('ESR900 guest network, 5 GHz');
  });
});

describe('a word about the last answer', () => {
  it.each(['it worked!!', 'now it works fine, thanks'])('is taken as good news: %s', async (then) => {
    expect((await door.customer().saysInTurn('the app cannot connect', then)).text).toContain('Good to hear');
  });

  it('may ask how old it is', async () => {
    const { text } = await door.customer().saysInTurn('EWS860AP', 'when was that list made');
    expect(text).toContain('17 October 2017');
  });

  it('with a mild oath in it still asks', async () => {
    const { text } = await door.customer().saysInTurn('guest network esr900', 'what the heck is an ssid');
    expect(text).toContain('An SSID is');
  });

  it('may point to a model that was only spoken of', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('my EAP1300 keeps rebooting', 'is it at least safe from krack');
    expect(text).toContain('**EAP1300: Available Now.**');
  });
});

describe('a correction', () => {
  it.each([
    'my EAP600 does not turn on',
    'the EAP600 has no signal',
    'what does the red light on the EAP600 mean',
  ])('may report something else about another model: %s', async (report) => {
    const { kinds, text } = await door.customer().saysInTurn('is the ESR900 patched?', report);
    expect(kinds).not.toContain('patch-status');
    expect(text).toContain('EAP600');
  });

  it('may report trouble with another app', async () => {
    const said = await door
      .customer()
      .saysInTurn('how many cameras can I add to EnViewer?', 'EnTalk does not ring');
    expect(said.answers).toEqual([]);
  });

  it('may name the second half of a model', async () => {
    const { text } = await door.customer().saysInTurn('Is the ENS500 safe?', 'no I meant the 500EXT-AC');
    expect(text).toContain('**ENS500EXT-AC: Available Now.**');
  });

  it('may ask for the other option of the steps', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('guest network on 2.4 GHz of the ESR900', 'oh wait it should be on the other one');
    expect(text).toContain('ESR900 guest network, 5 GHz');
  });
});

describe("another model after a model's status", () => {
  it.each([
    ['we have three EAP2200 at the warehouse too', '**EAP2200: Available Now.**'],
    ['great. my sister has an ESR350', '**ESR350: Available Now.**'],
    ["and I've also got an ENS1200 outside", '**ENS1200: In Progress.**'],
  ])('gets its own status if the customer says who has it: %s', async (line, status) => {
    expect((await door.customer().saysInTurn('is the ECB1750 patched?', line)).text).toContain(status);
  });

  it('gets none if the customer describes a problem', async () => {
    const { kinds } = await door
      .customer()
      .saysInTurn('is the ECB1750 patched?', 'we have an ENS500 that keeps rebooting');
    expect(kinds).toEqual(['unknown']);
  });
});

describe('a follow-up', () => {
  it.each([
    ['is the ESR900 patched against KRACK?', 'how dangerous is it', 'krack.is-network-secure'],
    ['how many cameras can I add to EnViewer?', 'does the EPG5000 count too', 'enviewer.compatible-routers'],
    ['who is the operator in EnTalk by default?', 'and where do I configure that', 'entalk.operator'],
    ['how do I set up a guest network on the ESR350?', 'is the Wi-Fi hole closed in it', 'patch.status'],
    ['is the ENS500 patched?', 'lol nice. and the EXT?', 'patch.status'],
  ])('is about the answer before it: %s … %s', async (first, then, answer) => {
    expect((await door.customer().saysInTurn(first, then)).answers).toEqual([answer]);
  });

  it('can ask which one the answer means', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('does EnViewer notify me of events from all my cameras?', 'ok, which one is that?');
    expect(text).toContain('set up last');
  });

  it('about another app is not answered from the current one', async () => {
    const { answers } = await door
      .customer()
      .saysInTurn('does EnTalk do voice mail?', 'is there a different program that does it');
    expect(answers).toEqual([]);
  });
});

describe('going back to something earlier', () => {
  it.each([
    ['back to the first question: can I still delete my tracks?', 'enroute.delete-history'],
    ['and as for the previous app, does it have voice mail', 'entalk.voicemail'],
    ['about the app from before, which phones does it run on', 'entalk.compatibility'],
  ])('is read as about that: %s', async (line, answer) => {
    const { answers } = await door
      .customer()
      .saysInTurn(
        'how many people can use EnRoute?',
        'what does a call with EnTalk cost?',
        'what does EnShare cost?',
        line,
      );
    expect(answers).toEqual([answer]);
  });

  it('means the app even if a model came between', async () => {
    const { text } = await door
      .customer()
      .saysInTurn(
        'how many routers can I add to EnViewer?',
        'is the ESR900 patched?',
        'back to the app, how many cameras can I see at once?',
      );
    expect(text).toContain('at most 4');
  });
});

describe('a second turn in free words', () => {
  it('can point at one of two models while asking for it again', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('is the ESR900 patched? and the ECB1200?', 'repeat the first one please');
    expect(text).toContain('**ESR900: In Progress.**');
    expect(text).not.toContain('ECB1200');
  });

  it('can correct a number and say which one is wrong', async () => {
    const { text } = await door.customer().saysInTurn('is the EWS650AP patched?', 'oops, 860 not 650');
    expect(text).toContain('**EWS860AP: ');
    expect(text).not.toContain('EWS650AP');
  });

  it.each(['and are videos covered', 'with video?'])(
    'is not told that the bot knows nothing of what it has just mentioned: %s',
    async (line) => {
      const { text } = await door.customer().saysInTurn('can I share a snapshot from EnViewer?', line);
      expect(text).toContain('video');
    },
  );

  it('is about the model of the guest network if it asks whether that model is safe', async () => {
    const { answers, text } = await door
      .customer()
      .saysInTurn(
        'how do I set up a guest network on the ESR900?',
        '5 GHz',
        'is this router safe from KRACK',
      );
    expect(answers).toEqual(['patch.status']);
    expect(text).toContain('ESR900');
  });

  it('does not pick all bands by “at all”', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('how do I set up a guest network on the ESR900?', 'is KRACK a danger at all?');
    expect(text).not.toContain('Both bands**');
  });

  it('drops the request for a person and asks something of its own', async () => {
    door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
    const { answers } = await door
      .customer()
      .saysInTurn('get me a real person', 'no forget it. how many cameras can EnViewer show');
    expect(answers).toEqual(['enviewer.camera-limit']);
  });
});

describe('somebody whom support has not answered', () => {
  it.each(['I have been waiting two months for an answer', 'still waiting for a response from you guys'])(
    'is offered a person: %s',
    async (line) => {
      door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
      expect((await door.customer().says(line)).kinds).toEqual(['handoff']);
    },
  );
});
