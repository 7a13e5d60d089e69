import { expect, it } from 'vitest';
import { MemoryStorage, type StoreItems } from '#bot-framework/state.ts';
import { openFrontDoor } from '../support/front-door.ts';

/** State as an earlier version stored it, with other dialogs; a waiting dialog may have had another id. */
class EarlierState extends MemoryStorage {
  readonly #waiting: string;

  constructor(waiting = 'guided-answer') {
    super();
    this.#waiting = waiting;
  }

  override async read(keys: string[]): Promise<StoreItems> {
    const items = JSON.stringify(await super.read(keys))
      .replaceAll(/"version":"[^"]+"/g, '"version":"of other dialogs"')
      .replaceAll(/"advisories":\[[^\]]*\]/g, '"unheardOf":[]')
      .replaceAll('"guided-answer"', `"${this.#waiting}"`);
    return JSON.parse(items) as StoreItems;
  }
}

it.each([
  ['5 GHz', '**ESR900 guest network, 5 GHz**'],
  ['is the EAP600 patched?', '**EAP600: Available Now.**'],
])('a question from an earlier version is dropped for "%s"', async (line, afterwards) => {
  const customer = (await openFrontDoor({ storage: new EarlierState('guest-network') })).customer();
  await customer.says('why is the guest network SSID greyed out on my ESR900?');
  const { text, kinds } = await customer.says(line);
  expect(text).toContain(afterwards);
  expect(kinds).not.toContain('error');
});

it('a question whose dialog still exists is answered, whichever dialogs were added or removed', async () => {
  const customer = (await openFrontDoor({ storage: new EarlierState() })).customer();
  await customer.says('why is the guest network SSID greyed out on my ESR900?');
  const { text, kinds } = await customer.says('the second one');
  expect(text).toContain('5 GHz');
  expect(kinds).not.toContain('error');
});

it.each([
  ['is there a patch for my model?', 'EAP600', '**EAP600: Available Now.**'],
  ['is there a patch for my model?', 'show me all models', 'of 60 models'],
  ['is there a patch for my model?', 'where do I find it?', 'Look for the word “Model”'],
])('continues after "%s" with "%s", even if the version that asked knew no advisories', async (...lines) => {
  const [question, reply, afterwards] = lines;
  const customer = (await openFrontDoor({ storage: new EarlierState() })).customer();
  const { text, kinds } = await customer.saysInTurn(question, reply);
  expect(text).toContain(afterwards);
  expect(kinds).not.toContain('error');
});

it('an offer from an earlier version can be accepted', async () => {
  const customer = (await openFrontDoor({ storage: new EarlierState() })).customer();
  const { kinds, choices } = await customer.says('EnViewer');
  expect(kinds).toEqual(['clarify']);
  expect((await customer.presses(choices[0]!)).kinds).toContain('answer');
});

/** State of a conversation whose open question belongs to an answer that the knowledge no longer has. */
class WithoutItsAnswer extends MemoryStorage {
  override async read(keys: string[]): Promise<StoreItems> {
    const items = JSON.stringify(await super.read(keys));
    return JSON.parse(
      items.replaceAll('"answerId":"esr900.guest-network"', '"answerId":"gone"'),
    ) as StoreItems;
  }
}

it.each([
  ['is open', ['why is the guest network SSID greyed out on my ESR900?']],
  [
    'was set aside',
    ['why is the guest network SSID greyed out on my ESR900?', 'is the EAP600 patched?', 'and the ENS500?'],
  ],
])('a guided answer that no longer exists fails no turn when its question %s', async (_, before) => {
  const customer = (await openFrontDoor({ storage: new WithoutItsAnswer() })).customer();
  for (const line of before) await customer.says(line);
  for (const line of ['5 GHz', 'is the EAP600 patched?', 'what is KRACK?'])
    expect((await customer.says(line)).kinds, line).not.toContain('error');
});
