import { beforeEach, describe, expect, it } from 'vitest';
import { levels } from '../support/recording-log.ts';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

const lines: Record<string, string> = {
  '5,000 characters': 'lorem ipsum dolor '.repeat(300).slice(0, 5_000),
  '50,000 characters': 'a'.repeat(50_000),
  'one endless line of marks': '?!'.repeat(5_000),
  'a script tag': '<script>alert("boo")</script>',
  'an image with a handler': '<img src=x onerror=alert(1)>',
  'a broken tag': '<<b>script>alert(1)<</b>/script>',
  'Markdown with a link': '[click](javascript:alert(1)) **bold** ![x](http://evil.example/x.png)',
  'emoji only': '😀🎉🤖',
  'control characters': '\u0000\u0001\u0007\u001b[31m',
  'right-to-left characters': '\u202Eerom gnihtemos\u202C مرحبا',
  SQL: "'; DROP TABLE conversations; --",
  JSON: '{"type":"message","__proto__":{"admin":true}}',
  'a lone surrogate': '\ud800 hello \udc00',
  'a template': '{{constructor.constructor("return process")()}} ${7*7}',
  'a model in a tag': '<b>EWS999<i>AP</i></b> patched?',
  'a property of every object': '__proto__ constructor toString',
};

describe('a message that is not a question', () => {
  for (const [name, line] of Object.entries(lines)) {
    it(`is answered politely: ${name}`, async () => {
      const customer = door.customer();
      const { texts, kinds, text } = await customer.says(line);
      expect(texts.length).toBeGreaterThan(0);
      expect(kinds).not.toContain('error');
      expect(text).not.toMatch(/[<>{}]|javascript:|evil\.example|alert\(|DROP TABLE|\bat .*\.ts/);
      expect(text.length).toBeLessThan(2_000);
      expect((await customer.says('is the EAP600 patched?')).text).toContain('EAP600: Available Now');
      expect(door.record.entries.filter(({ level }) => level >= levels.error)).toEqual([]);
    });
  }

  it.each(['', '   ', '\n\t ', '\u200b\u200d', '\u0000'])(
    'without words gets a request for words: %j',
    async (line) => {
      const { kinds, text } = await door.customer().says(line);
      expect(kinds).toEqual(['notice']);
      expect(text).toContain('write your question in words');
      expect(door.record.entries.filter(({ level }) => level >= levels.error)).toEqual([]);
    },
  );

  it('still finds the question inside markup, control characters and full-width letters', async () => {
    for (const line of [
      '<p>is the <b>EAP600</b> patched?</p>',
      'is the \u0007EAP600\u200b patched?',
      'is the ＥＡＰ６００ patched?',
    ]) {
      expect((await door.customer().says(line)).text, line.slice(-40)).toContain('EAP600: Available Now');
    }
  });
});

describe('an activity without text', () => {
  it.each([
    { type: 'message' },
    { type: 'message', text: 42 as unknown as string },
    { type: 'message', value: { nothing: 'ours' } },
    { type: 'message', value: 'choice' },
    { type: 'message', value: { choice: { toString: 1 } } },
    { type: 'message', attachments: [{ contentType: 'image/png', contentUrl: 'x' }] },
  ])('gets a request for words: %j', async (activity) => {
    expect((await door.customer().sends(activity)).kinds).toEqual(['notice']);
  });

  it.each(['typing', 'event', 'messageReaction', 'endOfConversation', 'somethingNew'])(
    'of type %s gets no reply',
    async (type) => {
      expect((await door.customer().sends({ type })).texts).toEqual([]);
    },
  );
});
