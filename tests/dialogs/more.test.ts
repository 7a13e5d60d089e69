import { beforeEach, describe, expect, it } from 'vitest';
import { loadAssets } from '../support/assets.ts';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

const { knowledge } = await loadAssets();
let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

const detailOf = (id: string): string => knowledge.answers.get(id)!.detail!;

describe('an answer with a long detail', () => {
  const attack = 'How does the KRACK attack work?';
  const detail = detailOf('krack.how-attack-works');

  it('is given in its short form, with a choice for more', async () => {
    const { text, choices } = await door.customer().says(attack);
    expect(text).toContain(knowledge.answers.get('krack.how-attack-works')!.short);
    expect(text).not.toContain('WPA-TKIP');
    expect(choices).toContain('More');
  });

  it('is given in full when the choice is pressed', async () => {
    const customer = door.customer();
    await customer.says(attack);
    expect((await customer.presses('More')).text).toContain(detail);
  });

  it.each(['more', 'tell me more', 'more details please'])('is given in full for "%s"', async (wish) => {
    const customer = door.customer();
    await customer.says(attack);
    expect((await customer.says(wish)).text).toContain(detail);
  });

  it('is given in full after thanks, too, but not after another answer', async () => {
    const customer = door.customer();
    await customer.says(attack);
    await customer.says('thanks');
    expect((await customer.says('tell me more')).text).toContain(detail);
    await customer.says(attack);
    await customer.says('is the EAP600 patched?');
    expect((await customer.says('tell me more')).text).not.toContain(detail);
  });

  it('follows a shorter answer to the same message', async () => {
    const { text, answers } = await door
      .customer()
      .says('How does the KRACK attack work? How many IoT gateways can EnTalk be registered to?');
    expect(answers).toEqual(['entalk.gateway-limit', 'krack.how-attack-works']);
    expect(text).not.toContain('WPA-TKIP');
  });

  it('is given in full for "more", together with the other one in its message', async () => {
    const customer = door.customer();
    await customer.says('How does the KRACK attack work? How does WPA2 security work?');
    const { text } = await customer.says('tell me more');
    expect(text).toContain(detail);
    expect(text).toContain(detailOf('krack.wpa2-basics'));
  });
});

describe('an answer whose detail is short', () => {
  it('is given whole, without a choice for more', async () => {
    const { text, choices } = await door.customer().says('What is KRACK and what happened?');
    expect(text).toContain(detailOf('krack.what-happened').slice(0, 40));
    expect(choices).not.toContain('More');
  });
});
