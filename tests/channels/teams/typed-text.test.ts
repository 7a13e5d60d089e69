import { describe, expect, it } from 'vitest';
import type { Activity } from '#bot-framework/activity.ts';
import { open, openChat, openTeamsBothWays, openTeamsCustomer } from './teams-desk.ts';

const typed = [
  '192.168.*.*',
  'a*b*c',
  String.raw`C:\new\_tmp_`,
  String.raw`\\nas\share`,
  '3*4*5=60',
  '~down~',
  '_x_ and __y__ # not a heading',
  '[no](link) `code`',
  '//nas/share',
  '/etc/hosts',
  'R&D &lt;3',
];
const inBrackets = ['write to <eve@example.com>', '<b>bold</b> & <script>', 'if a < b and c > d'];

const all = [...typed, ...inBrackets];

describe('what an agent types', () => {
  it('in Teams reaches the customer unchanged', async () => {
    const { dana, customer, thread } = await openChat();
    for (const text of all) {
      await dana.user.inChannel(text, { thread, more: { textFormat: 'plain' } });
      await customer.stream.untilText(text);
      expect(customer.stream.activities.at(-1)).toMatchObject({ text, textFormat: 'plain' });
    }
  });

  it('at the web desk reaches a customer in Teams unchanged', async () => {
    const { dana, reference, room, sam } = await openTeamsCustomer();
    await dana.says(reference, all.join('\n'), 'a client id');
    const { activity } = await room.until('Dana: 192', sam.aloneId);
    expect(activity).toMatchObject({ text: `Dana: ${all.join('\n')}`, textFormat: 'plain' });
  });

  it('with formatting arrives as Markdown', async () => {
    const { dana, reference, room, sam } = await openTeamsCustomer();
    const message = { text: 'Do **not** do it', textFormat: 'markdown', clientId: 'a client id' };
    await dana.post(`/chats/${reference}/messages`, message);
    const { activity } = await room.until('Do **not**', sam.aloneId);
    expect(activity).toMatchObject({ text: '**Dana:** Do **not** do it', textFormat: 'markdown' });
  });
});

describe('what a customer types', () => {
  it('reaches an agent in Teams unchanged', async () => {
    const { room, sam, thread } = await openTeamsBothWays();
    await sam.alone(all.join('\n'), { textFormat: 'plain' });
    const { activity } = await room.until('Sam: 192', thread);
    expect(activity).toMatchObject({ text: `Sam: ${all.join('\n')}`, textFormat: 'plain' });
  });

  it('is shown unchanged on the card of their request', async () => {
    const { room, server } = await open();
    const customer = await server.customer();
    await customer.say('my address is 192.168.*.* <eve@example.com>');
    await customer.asks('I want to talk to a human', 'Your reference is');
    const card = await room.until('192.168', room.channelId);
    expect(JSON.stringify(card.activity)).toContain('192.168.*.* <eve@example.com>');
  });

  it('arrives even if Teams drops or escapes text in angle brackets', async () => {
    const html = (content: string): Partial<Activity> => ({
      textFormat: 'plain',
      attachments: [{ contentType: 'text/html', content }],
    });
    const emoji = '<img itemtype="http://schema.skype.com/Emoji" alt="🙂">';
    const cases: [string, Partial<Activity>, string][] = [
      ['to , please', html('<p>to &lt;eve@example.com&gt;, please</p>'), 'to <eve@example.com>, please'],
      ['to &lt;eve&gt; &amp; me', html('<p>to &lt;eve&gt; &amp; me</p>'), 'to <eve> & me'],
      ['1 &lt; 2', { textFormat: 'xml' }, '1 < 2'],
      ['2 &lt; 3', html('<p>2 &amp;lt; 3</p>'), '2 &lt; 3'],
      ['one two', html(`<p>one &lt;x&gt;</p>\r\n<p>two<br>three ${emoji}</p>`), 'one <x>\ntwo\nthree 🙂'],
    ];
    const { sam, desk } = await openTeamsCustomer();
    for (const [text, more, expected] of cases) {
      await sam.alone(text, more);
      await desk.untilText(expected);
    }
    expect(desk.texts.slice(-cases.length)).toEqual(cases.map(([, , expected]) => expected));
  });
});

describe('mentions', () => {
  const bot = { type: 'mention', text: '<at>Support</at>', mentioned: { id: '28:bot', name: 'Support' } };
  const kim = { type: 'mention', text: '<at>Kim Lee</at>', mentioned: { id: '29:kim', name: 'Kim Lee' } };

  it("of the bot are stripped from an agent's message wherever they are; those of others stay", async () => {
    const { dana, customer, thread } = await openChat();
    const cases: [string, object[], string][] = [
      ['Hello <at>Support</at>, try this', [bot], 'Hello, try this'],
      ['Try that <at>Support</at>', [bot], 'Try that'],
      ['Try it, <at>Support</at> please', [bot], 'Try it, please'],
      [
        '<at>Support</at> ask <at>Kim Lee</at> about <at>Support</at> it',
        [bot, kim, bot],
        'ask Kim Lee about it',
      ],
      ['<at>Kim Lee</at> and <at>Support</at>: look', [kim, bot], 'Kim Lee and: look'],
    ];
    for (const [text, entities, expected] of cases) {
      await dana.user.inChannel(text, {
        thread,
        mentions: false,
        more: { entities: entities as Activity['entities'] & object },
      });
      await customer.stream.untilText(expected);
    }
    expect(customer.stream.texts.slice(-cases.length)).toEqual(cases.map(([, , expected]) => expected));
  });

  it('that are malformed cause no error', async () => {
    const { sam, desk } = await openTeamsCustomer();
    const none = [null, [{ type: 'mention' }], [{ type: 'mention', mentioned: null }]];
    for (const [at, entities] of none.entries()) {
      await sam.alone(`still here ${at}`, { entities: entities as unknown as Activity['entities'] & object });
      await desk.untilText(`still here ${at}`);
    }
    expect(desk.texts.slice(-none.length)).toEqual(none.map((_each, at) => `still here ${at}`));
  });
});

describe('a word that is a property of every JavaScript object', () => {
  it('is not a command', async () => {
    const { dana, customer, thread, room } = await openChat();
    for (const word of ['constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      await dana.user.inChannel(`/${word}`, { thread });
      await room.until(`There is no command /${word}.`, thread);
    }
    await dana.user.inChannel('/__proto__', { thread });
    await customer.stream.untilText('/__proto__');
    expect(customer.stream.texts.join()).not.toContain('constructor');
  });
});

describe('a group chat of customers', () => {
  it("shows each person's messages under their own name", async () => {
    const { room, sam, thread } = await openTeamsBothWays();
    const group = { id: sam.aloneId, isGroup: true, conversationType: 'groupChat', name: 'Us' };
    await room.user('Alex').alone('My words', { conversation: group });
    await room.until('Alex: My words', thread);
    await sam.alone('And mine');
    await room.until('Sam: And mine', thread);
    expect(room.wordsIn(thread).join()).not.toContain('Sam: My words');
  });
});
