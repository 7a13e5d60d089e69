import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

/** A customer who accepted the offer to leave a message. */
async function leaving() {
  door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
  const customer = door.customer();
  await customer.says('I want to talk to a human');
  const asked = await customer.presses('Leave a message');
  expect(asked.text).toContain('What shall I pass on?');
  return customer;
}

describe('a message that the customer has left', () => {
  /** A customer who has just left a message with a name and an address. */
  async function ticketWithAddress() {
    const customer = await leaving();
    await customer.saysInTurn('My bridge link drops every hour', 'Kim Lund', 'kim@example.com');
    return customer;
  }

  it('accepts a corrected address a moment later', async () => {
    const customer = await ticketWithAddress();
    const reference = `LEFT-${door.handoff.messages.length}`;
    const { text } = await customer.says('oh sorry, the address should be kim.lund@example.org');
    expect(text).toContain('kim.lund@example.org');
    expect(door.handoff.messages.at(-1)).toMatchObject({
      name: 'Kim Lund',
      email: 'kim.lund@example.org',
      text: `Correction to message ${reference}: the e-mail address is kim.lund@example.org.`,
    });
  });

  it('accepts a corrected name a moment later', async () => {
    const customer = await ticketWithAddress();
    const { text } = await customer.says('my name is Kim Lundgren, sorry');
    expect(text).toContain('Kim Lundgren');
    expect(door.handoff.messages.at(-1)).toMatchObject({ name: 'Kim Lundgren', email: 'kim@example.com' });
  });
});

describe('a request for a later answer', () => {
  it.each([
    'could someone get back to me by e-mail?',
    'please write back to me',
    'can you pass something on to the support team',
    'would somebody reply to me via email please',
    'I want someone to write to me about my warranty',
  ])('begins a message: %s', async (wish) => {
    door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
    expect((await door.customer().says(wish)).text).toContain('What shall I pass on?');
  });
});

describe('anger at being asked', () => {
  it.each([
    { step: 'for a name', given: [] },
    { step: 'for an address', given: ['Kim Lund'] },
  ])('$step is not part of the message', async ({ given }) => {
    const customer = await leaving();
    await customer.saysInTurn('My bridge link drops every hour', ...given);
    const { text } = await customer.says('this is ridiculous, stop asking me all this stuff');
    expect(text).toContain("You don't have to give it.");
    expect(text).not.toContain('added');
  });
});

describe('while nobody is at the desk', () => {
  it('the customer is told at once when somebody will be back, in their own time zone', async () => {
    door.handoff.answersWith({
      kind: 'nobody',
      takesTickets: true,
      contact: '+1 555 0100',
      opensAt: new Date('2026-03-02T08:00:00Z'),
    });
    const { kinds, text, choices } = await door.customer().sends({
      type: 'message',
      text: 'I want to talk to a human',
      localTimezone: 'America/New_York',
    });
    expect(kinds).toEqual(['handoff']);
    expect(text).toContain('nobody can take over in this chat at the moment');
    expect(text).toMatch(/Somebody will be back on Monday, March 2(,| at) 3:00\sAM \(your time\)/);
    expect(text).toContain('+1 555 0100');
    expect(choices).toEqual(['Leave a message', 'What can you do?']);
  });

  it.each([undefined, 'Atlantis/Capital'])(
    'the reply names the time zone if theirs is unknown: %s',
    async (zone) => {
      const opensAt = new Date('2026-03-02T08:00:00Z');
      door.handoff.answersWith({ kind: 'nobody', takesTickets: true, opensAt });
      const { text } = await door.customer().sends({
        type: 'message',
        text: 'I want to talk to a human',
        ...(zone === undefined ? {} : { localTimezone: zone }),
      });
      expect(text).toMatch(/8:00\sAM \(UTC\)/);
    },
  );

  it('one word declines the offer, and any question drops it', async () => {
    door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
    const before = door.handoff.messages.length;
    const customer = door.customer();
    await customer.says('I want to talk to a human');
    expect((await customer.says('no')).text).toContain('anything else I can help with');
    await customer.says('I want to talk to a human');
    const { answers, text } = await customer.says('is the EAP600 patched?');
    expect(answers).toContain('patch.status');
    expect(text).not.toContain('message');
    // "Yes" does not answer an earlier offer; asking in so many words works at any time.
    expect((await customer.says('yes')).text).not.toContain('What shall I pass on?');
    expect((await customer.says('please take a message')).text).toContain('What shall I pass on?');
    expect(door.handoff.messages).toHaveLength(before);
  });
});

it('another open question is silently dropped for a message', async () => {
  door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
  const customer = door.customer();
  await customer.saysInTurn('set up guest network on my ESR900', 'talk to a human');
  const { texts } = await customer.says('leave a message');
  expect(texts).toEqual([expect.stringContaining('What shall I pass on?')]);
});

describe('a request to leave a message', () => {
  it.each([
    'leave a message',
    'I would like to leave a message',
    'can I leave a message for your team?',
    'hi, could you pass on a message for me please',
    "I'd rather write them a message then",
    'take a message',
    'ok then drop them a note from me',
    'can I leave word for your team?',
  ])('starts a message even if none was offered: %s', async (line) => {
    expect((await door.customer().says(line)).text).toContain('What shall I pass on?');
  });

  it.each([
    'can EnTalk take a message?',
    'I get an error message when I send a mail',
    'how do I leave a voice message?',
    'forget the message',
    "why can't I send a message to the camera",
  ])('is not seen in other messages: %s', async (line) => {
    expect((await door.customer().says(line)).text).not.toContain('What shall I pass on?');
  });

  it('can contain the message itself', async () => {
    const customer = door.customer();
    const { text } = await customer.says('please pass on a message: our ESR900 smells of smoke');
    expect(text).toContain('your name');
    await customer.saysInTurn('Sam', 'no e-mail');
    expect(door.handoff.messages.at(-1)).toMatchObject({ text: 'our ESR900 smells of smoke' });
  });

  it('leads to another contact if no messages are taken', async () => {
    door.handoff.answersMessagesBy('none');
    door.handoff.answersWith({ kind: 'nobody', takesTickets: false, contact: '+1 555 0100' });
    const { text } = await door.customer().says('leave a message');
    expect(text).toContain('+1 555 0100');
    expect(text).not.toContain('What shall I pass on?');
    door.handoff.answersMessagesBy('mail');
    door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
  });
});

describe('a message that is left', () => {
  it('has the text, the name, the address and the focus of the conversation', async () => {
    door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
    const customer = door.customer();
    await customer.saysInTurn('is the ESR900 patched?', 'talk to a human', 'yes please');
    // It looks like two questions that the knowledge could answer, but it is still a message.
    await customer.says('Is the EAP600 patched? And what is KRACK? Please <b>call</b> me.');
    expect((await customer.says('Maria García')).text).toContain('Which e-mail address');
    const { text, kinds } = await customer.says('it is maria@example.com.');
    expect(kinds).toEqual(['handoff']);
    expect(text).toContain(`**LEFT-${door.handoff.messages.length}**`);
    expect(text).toContain('by e-mail');
    expect(door.handoff.messages.at(-1)).toMatchObject({
      channelId: 'local',
      name: 'Maria García',
      email: 'maria@example.com',
      text: 'Is the EAP600 patched? And what is KRACK? Please <b>call</b> me.',
      models: ['ESR900'],
    });
    // Afterwards the bot answers as before.
    expect((await customer.says('is the EAP600 patched?')).answers).toContain('patch.status');
  });

  it('needs no address, because the answer comes in the chat', async () => {
    const customer = await leaving();
    await customer.saysInTurn('My router is broken', 'Sam');
    const { text } = await customer.presses('Answer me in this chat');
    expect(text).toContain('here in this chat');
    expect(door.handoff.messages.at(-1)).not.toHaveProperty('email');
  });

  it.each(['sam', 'sam@', 'sam at example', '@example.com', 'sam@example'])(
    'leads to a second request if the reply is no address: %s',
    async (written) => {
      const customer = await leaving();
      const before = door.handoff.messages.length;
      await customer.saysInTurn('My router is broken', 'Sam');
      for (let times = 0; times < 3; times += 1)
        expect((await customer.says(written)).text).toMatch(/look like an e-mail address/);
      await customer.says('sam@example.com');
      expect(door.handoff.messages).toHaveLength(before + 1);
    },
  );

  it.each([[], ['My router is broken'], ['My router is broken', 'Sam']])(
    'is not sent if the customer changes their mind: after %j',
    async (...lines) => {
      const customer = await leaving();
      const before = door.handoff.messages.length;
      for (const line of lines) await customer.says(line);
      expect((await customer.says('cancel')).text).toMatch(/leave that|no message/i);
      expect(door.handoff.messages).toHaveLength(before);
    },
  );

  it('waits while another question is answered', async () => {
    const customer = await leaving();
    await customer.says('My router is broken');
    const { answers, text } = await customer.says('is the EAP600 patched?');
    expect(answers).toContain('patch.status');
    expect(text).toContain("What's your name?");
    await customer.saysInTurn('Sam', 'sam@example.com');
    expect(door.handoff.messages.at(-1)).toMatchObject({ name: 'Sam', text: 'My router is broken' });
  });

  it('is not confirmed if it could not be stored', async () => {
    const customer = await leaving();
    await customer.saysInTurn('My router is broken', 'Sam');
    door.handoff.fails(new Error('no store'));
    const { kinds, text } = await customer.says('sam@example.com');
    door.handoff.recovers();
    expect(kinds).toEqual(['error']);
    expect(text).not.toContain('passed on');
  });
});

/** A customer who has written the message and is asked for a name. */
const named = async () => {
  const customer = await leaving();
  await customer.says('The mount of my ENH500v2 is missing');
  return customer;
};
/** The same customer, who has given a name and is asked for the address. */
const addressed = async () => {
  const customer = await named();
  await customer.says('Sam Reed');
  return customer;
};
const filed = () => door.handoff.messages.at(-1);

describe('an address', () => {
  it.each([
    ['<lee@example.com>', 'lee@example.com'],
    ['"lee@example.com"', 'lee@example.com'],
    ['“lee@example.com”', 'lee@example.com'],
    ['(lee@example.com).', 'lee@example.com'],
    ['[lee@example.com]', 'lee@example.com'],
    ['lee@example.com.', 'lee@example.com'],
    ['lee@example.com:', 'lee@example.com'],
    ['mailto:lee@example.com', 'lee@example.com'],
    ['E-mail:lee@example.com', 'lee@example.com'],
    ['write to lee@example.com, thanks!', 'lee@example.com'],
    ['reed&sons@example.com', 'reed&sons@example.com'],
    ['lee+shop@example.co.uk', 'lee+shop@example.co.uk'],
    ["o'neil@example.ie", "o'neil@example.ie"],
    ['first_last@sub.example.org', 'first_last@sub.example.org'],
    ['post@blumen-größmann.de', 'post@blumen-größmann.de'],
    ['jürgen@example.de', 'jürgen@example.de'],
  ])('is found in %s', async (reply, email) => {
    const { kinds } = await (await addressed()).says(reply);
    expect(kinds).toEqual(['handoff']);
    expect(filed()).toMatchObject({ name: 'Sam Reed', email });
  });

  it.each([
    ['lee @example.com', 'lee@example.com'],
    ['lee[at]example.com', 'lee@example.com'],
    ['lee (at) example (dot) com', 'lee@example.com'],
    ["it's lee.reed at example dot co dot uk", 'lee.reed@example.co.uk'],
    ['lee@mail.lan', 'lee@mail.lan'],
    ['lee@example.con', 'lee@example.con'],
  ])('that looks odd is confirmed before it is used: %s', async (reply, email) => {
    const customer = await addressed();
    const before = door.handoff.messages.length;
    expect((await customer.says(reply)).text).toContain(`with ${email} as the address. Is that right?`);
    expect(door.handoff.messages).toHaveLength(before);
    expect((await customer.says('yes')).text).toContain(email);
    expect(filed()).toMatchObject({ name: 'Sam Reed', email });
  });

  it('with a typing mistake can be corrected', async () => {
    const customer = await addressed();
    await customer.saysInTurn('lee@example.con', 'no', "it's lee@example.com", 'yes');
    expect(filed()).toMatchObject({ email: 'lee@example.com' });
  });

  it.each(['lee@@example.com', 'a..b@example.com'])('is not seen in %s', async (reply) => {
    const before = door.handoff.messages.length;
    expect((await (await addressed()).says(reply)).text).toContain('name@example.com');
    expect(door.handoff.messages).toHaveLength(before);
  });

  it.each([
    'no',
    'nope',
    'none',
    'rather not',
    "I'd rather not",
    'no thanks',
    'skip',
    'without e-mail',
    "I don't have one",
    "i don't want to give my email",
    'here in the chat is fine',
    'just answer here',
    'this chat will do',
    'no e-mail please',
    'not by mail please',
    "that's not necessary, answer me here",
  ])('is optional: %s', async (reply) => {
    const { kinds, text } = await (await addressed()).says(reply);
    expect(kinds).toEqual(['handoff']);
    expect(text).toContain('here in this chat');
    expect(filed()).not.toHaveProperty('email');
  });

  it('can be a telephone number instead, which is added to the message', async () => {
    const { text, kinds } = await (await addressed()).says('ring me on +44 (20) 7946 0000 please');
    expect(kinds).toEqual(['handoff']);
    expect(text).toContain('your number');
    expect(filed()?.text).toContain('+44 (20) 7946 0000');
  });

  it('leads to the promise of an e-mail only if e-mails can be sent', async () => {
    door.handoff.answersMessagesBy('chat');
    const customer = await named();
    expect((await customer.says('Sam Reed')).text).toContain('answer here in this chat');
    const { text } = await customer.says('sam@example.com');
    expect(text).toContain('here in this chat');
    expect(text).not.toMatch(/by e-?mail/);
    expect(filed()).toMatchObject({ email: 'sam@example.com' });
    door.handoff.answersMessagesBy('mail');
  });
});

describe('a name', () => {
  it.each([
    ['Jo Winter', 'Jo Winter'],
    ["it's Ana", 'Ana'],
    ['my name is maria garcia', 'maria garcia'],
    ['I am Dr. Weiß', 'Dr. Weiß'],
    ['Lee then', 'Lee'],
    ['ok, Pat', 'Pat'],
    ['Jan van den Berg.', 'Jan van den Berg'],
    ["O'Neil", "O'Neil"],
    ['李雷', '李雷'],
  ])('is extracted from “%s”', async (reply, name) => {
    const customer = await named();
    expect((await customer.says(reply)).text).toContain('e-mail address');
    await customer.says('no');
    expect(filed()).toMatchObject({ name });
  });

  it.each(['no', 'rather not', 'skip', 'none of your business', 'anonymous'])(
    'is optional: %s',
    async (reply) => {
      const customer = await named();
      expect((await customer.says(reply)).text).toContain('e-mail address');
      const { kinds } = await customer.says('no');
      expect(kinds).toEqual(['handoff']);
    },
  );

  it('is never a question, and the customer can ask why the bot wants it', async () => {
    const customer = await named();
    expect((await customer.says('what do you need that for?')).text).toMatch(/so that .*your name/is);
    expect((await customer.says('how long until they answer?')).text).toMatch(/can't say .*your name/is);
    await customer.saysInTurn('Kim', 'no');
    expect(filed()).toMatchObject({ name: 'Kim' });
  });
});

describe('details that the customer gives unasked', () => {
  it('are not asked for again, and are confirmed before the ticket is stored', async () => {
    const customer = await leaving();
    const before = door.handoff.messages.length;
    const { text } = await customer.says(
      'This is Ana Sousa from Sousa Lda, ana@example.pt. Two of our EAP600 are dead.',
    );
    expect(text).toContain('from Ana Sousa');
    expect(text).toContain('ana@example.pt');
    expect(text).toContain('Is that right?');
    expect(door.handoff.messages).toHaveLength(before);
    await customer.says('yes');
    expect(filed()).toMatchObject({ name: 'Ana Sousa', email: 'ana@example.pt' });
  });

  it.each([
    ['no', 'it should be ana@example.com', 'ana@example.com'],
    ['no, use ana@example.com', 'yes that is right', 'ana@example.com'],
  ])('change with %j, %j', async (first, second, email) => {
    const customer = await leaving();
    await customer.saysInTurn('My name is Ana, mail ana@example.pt: broken antenna', first, second);
    await customer.says('yes');
    expect(filed()).toMatchObject({ name: 'Ana', email });
  });

  it('count at the wrong step, too', async () => {
    const customer = await named();
    const { text } = await customer.says('you can reach me at jo@example.com');
    expect(text).toContain('jo@example.com');
    expect(text).toContain('your name');
    const { kinds } = await customer.says('Jo');
    expect(kinds).toEqual(['handoff']);
    expect(filed()).toMatchObject({ name: 'Jo', email: 'jo@example.com' });
  });

  it('can come together with the name', async () => {
    const customer = await named();
    expect((await customer.says('Jo, and my mail is jo@example.com')).text).toContain('Is that right?');
    await customer.says('yes, send it');
    expect(filed()).toMatchObject({ name: 'Jo', email: 'jo@example.com' });
  });

  it('are found however far apart they are', async () => {
    const customer = await named();
    await customer.says(`Jo${' '.repeat(500)}Winter\n\n\n(((((my mail is   jo@example.com`);
    await customer.says('yes, send it');
    expect(filed()).toMatchObject({ name: 'Jo Winter', email: 'jo@example.com' });
  });

  it('do not include a name from a reply that is far too long for one', async () => {
    const customer = await named();
    const { text } = await customer.says('Jo '.repeat(20_000));
    expect(text).toContain('your name');
  });

  it('are found at the end of a letter', async () => {
    const customer = await leaving();
    const { text } = await customer.says('The box was empty when it came.\nKind regards,\nTom de Vries');
    expect(text).toContain('Thank you, Tom de Vries.');
    expect(text).toContain('e-mail address');
  });
});

describe('while the customer is leaving a message', () => {
  const steps = [
    ['the words', leaving],
    ['the name', named],
    ['the address', addressed],
  ] as const;

  it.each(steps)('“no message” in any words drops it at the step of %s', async (_step, arrive) => {
    for (const line of [
      'forget the message',
      'oh never mind, no message needed',
      'actually I changed my mind',
      "please don't send it, it works now",
      'cancel',
    ]) {
      const customer = await arrive();
      const before = door.handoff.messages.length;
      expect((await customer.says(line)).text, line).toMatch(/all right/i);
      expect(door.handoff.messages, line).toHaveLength(before);
      // No question is open any more.
      expect((await customer.says('is the EAP600 patched?')).text, line).toContain('EAP600');
    }
  });

  it.each(steps)('“wait” makes the bot wait at the step of %s', async (_step, arrive) => {
    const customer = await arrive();
    for (const line of ['wait', 'one moment please', 'hold on a sec']) {
      const { text, kinds } = await customer.says(line);
      expect(kinds).toEqual(['notice']);
      expect(text).toContain('take your time');
    }
  });

  it.each(steps)(
    'a question is answered, and the message continues at the step of %s',
    async (_step, arrive) => {
      for (const line of ['wait, first: does EnShare cost anything?', 'does EnShare cost anything?']) {
        const customer = await arrive();
        const { answers, texts } = await customer.says(line);
        expect(answers, line).toContain('enshare.cost');
        expect(texts.at(-1), line).toMatch(/pass on|your name|e-mail address/);
      }
    },
  );

  it('“no” to the first question means no message', async () => {
    const before = door.handoff.messages.length;
    expect((await (await leaving()).says('no')).text).toContain('no message then');
    expect(door.handoff.messages).toHaveLength(before);
  });

  it('a message can begin like a refusal or a pause', async () => {
    for (const words of [
      'No internet since yesterday',
      'Wait times on your hotline are awful',
      'Please stop sending me the newsletter with offers every single day of the week, it is too much',
    ]) {
      const customer = await leaving();
      expect((await customer.says(words)).text, words).toContain('your name');
    }
  });

  it('an afterthought is added to it', async () => {
    const customer = await addressed();
    const { text } = await customer.says('oh and the shop is closed on Mondays, so not then');
    expect(text).toContain('added that');
    await customer.says('no');
    expect(filed()?.text).toBe(
      'The mount of my ENH500v2 is missing\noh and the shop is closed on Mondays, so not then',
    );
  });

  it('a goodbye sends it with the details given so far', async () => {
    const { text, kinds } = await (await addressed()).says('bye');
    expect(kinds).toEqual(['handoff']);
    expect(text).toContain('here in this chat');
  });
});

describe('a reply that says nothing', () => {
  it.each(['ok', '?', '...', 'right', '👍'])('is no message: %s', async (reply) => {
    const customer = await leaving();
    expect((await customer.says(reply)).text).toContain('What shall I pass on?');
  });

  it.each(['ok', '...', 'correct', 'k', '?'])('is no name: %s', async (reply) => {
    const customer = await leaving();
    await customer.says('The camera is dark');
    expect((await customer.says(reply)).text).toContain("What's your name?");
  });

  it.each(['ok', '...', 'sure', '?'])('is not an invalid address: %s', async (reply) => {
    const { text } = await (await addressed()).says(reply);
    expect(text).toContain('Which e-mail address');
    expect(text).not.toContain("doesn't look like");
  });
});

describe('a message', () => {
  it('can ask for a call', async () => {
    const customer = await leaving();
    expect((await customer.says('somebody please call me')).text).toContain("What's your name?");
  });

  it.each([
    'nobody there? then pass this on please: the mesh keeps dropping',
    'please send it to the team: the mesh keeps dropping',
  ])('can be part of a request to pass it on: %s', async (line) => {
    const customer = door.customer();
    expect((await customer.says(line)).text).toContain("What's your name?");
  });

  it('that ends with a goodbye before it began gets a goodbye', async () => {
    expect((await (await leaving()).says('bye')).text).toContain('Goodbye');
  });
});

describe('the reply to the offer of a message', () => {
  it.each([
    [
      'Yes, tell them my EAP1300 died and I need a replacement',
      'tell them my EAP1300 died and I need a replacement',
    ],
    ['yes: please call me about invoice 4471', 'please call me about invoice 4471'],
    ['just tell them that the mesh keeps dropping', 'tell them that the mesh keeps dropping'],
    ['ask them when the ENS202 comes back', 'ask them when the ENS202 comes back'],
  ])('can be the message itself: %s', async (line, words) => {
    door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
    const customer = door.customer();
    const { text } = await customer.saysInTurn('talk to a human', line);
    expect(text).toContain("What's your name?");
    await customer.saysInTurn('Sam', 'no e-mail');
    expect(filed()).toMatchObject({ text: words });
  });

  it('can be a question', async () => {
    door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
    const { answers } = await door.customer().saysInTurn('talk to a human', 'please, is the ESR900 patched?');
    expect(answers).toContain('patch.status');
  });
});

describe('a name', () => {
  it('is found above the address at the end of a message', async () => {
    const customer = await leaving();
    const { text } = await customer.says('EAP600 reboots hourly. Best regards, Hugo Blanc hugo@example.com');
    expect(text).toContain("I'll pass this on from Hugo Blanc, with hugo@example.com as the address.");
    expect((await customer.says("no, it's Hugo Leblanc")).text).toContain('from Hugo Leblanc');
  });

  it('can be corrected at the next step', async () => {
    const customer = await addressed();
    await customer.saysInTurn("wrong name, it's Susan", 'susan@example.com', 'yes');
    expect(filed()).toMatchObject({ name: 'Susan', email: 'susan@example.com' });
  });
});

it.each(['may I write to your technicians?', "I'd like to send a mail to the support team"])(
  'a request to write to somebody begins a message: %s',
  async (line) => {
    door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
    expect((await door.customer().says(line)).text).toContain('What shall I pass on?');
  },
);
