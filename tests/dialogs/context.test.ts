import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

describe('the focus of a conversation', () => {
  it.each([
    ['is the ENS500 patched?', 'what about the EXT?', 'ENS500EXT: Available Now'],
    ['is the ENS500 patched?', 'and the ENS1200?', 'ENS1200: In Progress'],
    ['is the ESR300 patched?', 'and the 350?', 'ESR350: Available Now'],
    ['is the ESR300 patched?', 'what about the 300H?', 'ESR300H: In Progress'],
    ['is the EnStation5 patched?', 'how about the AC one?', 'EnStation5-AC: In Progress'],
  ])('completes a partly named model: %s … %s', async (first, then, status) => {
    const { text } = await door.customer().saysInTurn(first, then);
    expect(text).toContain(`**${status}.**`);
  });

  it('supplies the app of a follow-up question', async () => {
    const enRoute = await door
      .customer()
      .saysInTurn('can I delete the history in EnRoute?', 'and how many people can use it?');
    expect(enRoute.answers).toContain('enroute.user-limit');
    const enTalk = await door
      .customer()
      .saysInTurn('which phones does EnTalk run on?', 'can I get voice mail with it?');
    expect(enTalk.answers).toContain('entalk.voicemail');
  });

  it('resolves "is it safe to keep using it meanwhile?" to a model whose patch is in progress', async () => {
    const { answers } = await door
      .customer()
      .saysInTurn('is the EAP1750H patched?', 'is it safe to keep using it meanwhile?');
    expect(answers).toContain('krack.still-run');
  });

  it('resolves "is there a patch for it?"', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('does the ESR350 work with EnViewer?', 'is there a patch for it?');
    expect(text).toContain('**ESR350: Available Now.**');
  });

  it('expires when the subject changes', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('is the ENS500 patched?', 'is the ESR900 patched?', 'what about the EXT?');
    expect(text).not.toContain('ENS500EXT:');
  });

  it('expires after half an hour', async () => {
    const customer = door.customer();
    await customer.says('is the ENS500 patched?');
    door.clock.pass({ minutes: 29 });
    expect((await customer.says('what about the EXT?')).text).toContain('**ENS500EXT: Available Now.**');
    door.clock.pass({ minutes: 31 });
    expect((await customer.says('is there a patch for it?')).kinds).toEqual(['question']);
  });

  it('expires after many turns about nothing', async () => {
    const customer = door.customer();
    await customer.says('is the ENS500 patched?');
    for (let turn = 0; turn < 7; turn += 1) await customer.says('thanks');
    expect((await customer.says('what about the EXT?')).text).not.toContain('ENS500EXT:');
  });

  it('resolves "when will they be patched?" to the models mentioned, and leaves "which ones" to the list', async () => {
    const customer = door.customer();
    await customer.says('EAP600 and ESR900');
    const { text } = await customer.says('and when will they be patched?');
    expect(text).toContain('**EAP600: Available Now.**');
    expect(text).toContain('**ESR900: In Progress.**');
    expect((await customer.says('which ones are still waiting?')).answers).toEqual(['patch.list']);
  });

  it('stays within its conversation', async () => {
    await door.customer().says('is the ENS500 patched?');
    expect((await door.customer().says('what about the EXT?')).text).not.toContain('ENS500EXT:');
  });
});

describe('two questions in one message', () => {
  it('get two answers', async () => {
    const { answers, text } = await door
      .customer()
      .says('Is the EAP600 patched? And how many cameras can I watch at once in EnViewer?');
    expect(answers).toEqual(['patch.status', 'enviewer.camera-limit']);
    expect(text).toContain('**EAP600: Available Now.**');
  });

  it('are answered even if one is only a name, and a request for a person among them is not lost', async () => {
    const { kinds, answers, texts } = await door
      .customer()
      .says('ESR900 guest network, and does EnShare cost something, and can I talk to a human?');
    expect(answers).toContain('enshare.cost');
    expect(kinds).toContain('handoff');
    expect(texts.at(-1)).toMatch(/which band/i);
  });

  it('get one answer and a plain statement that the other is unknown', async () => {
    const { answers, kinds, text } = await door
      .customer()
      .says('Does EnViewer record video? And is the EAP600 patched?');
    expect(answers).toEqual(['patch.status']);
    expect(kinds).toContain('unknown');
    expect(text).toContain("About “Does EnViewer record video”: I don't know");
  });

  it('are both answered when one needs a clarifying question: the plain answer first, the question last', async () => {
    const customer = door.customer();
    const first = await customer.says('Is there a patch for my model? Does EnShare cost anything?');
    expect(first.answers).toContain('enshare.cost');
    expect(first.texts.at(-1)).toMatch(/which model/i);
    expect((await customer.says('EAP600')).text).toContain('**EAP600: Available Now.**');
  });

  it('that both need a clarifying question are handled one after the other', async () => {
    const customer = door.customer();
    const first = await customer.says(
      'Is there a patch for my model? Why is the SSID field greyed out when I set up a guest network?',
    );
    expect(first.texts.at(-1)).toMatch(/which model/i);
    const second = await customer.says('EAP600');
    expect(second.text).toContain('**EAP600: Available Now.**');
    expect(second.texts.at(-1)).toMatch(/which band/i);
    expect((await customer.says('5')).text).toContain('ESR900 guest network, 5 GHz');
  });

  it('stay open while another subject comes in between', async () => {
    const customer = door.customer();
    const between = await customer.saysInTurn(
      'Is there a patch for my model? Why is the SSID field greyed out when I set up a guest network?',
      'does EnShare cost anything?',
    );
    expect(between.answers).toEqual(['enshare.cost']);
    expect(between.texts.at(-1)).toMatch(/which model/i);
    const then = await customer.says('EAP600');
    expect(then.text).toContain('**EAP600: Available Now.**');
    expect(then.texts.at(-1)).toMatch(/which band/i);
  });

  it('are both dropped when the first is cancelled', async () => {
    const customer = door.customer();
    const reply = await customer.saysInTurn(
      'Is there a patch for my model? Why is the SSID field greyed out when I set up a guest network?',
      'cancel',
    );
    expect(reply.kinds).toEqual(['notice']);
    expect((await customer.says('thanks')).answers).toEqual(['thanks']);
  });
});

describe('a subject other than the one in focus', () => {
  it('is not mistaken for small talk', async () => {
    const { text } = await door.customer().saysInTurn('EPG600', 'who is taking calls of the landline');
    expect(text).not.toContain('chatbot');
    expect(text).toMatch(/operator/i);
  });

  it('is ignored if an app is named', async () => {
    const { choices } = await door.customer().says('tell me something on enshare');
    expect(choices).not.toContain('What can I do right now?');
  });
});
