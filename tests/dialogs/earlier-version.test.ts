import { expect, it } from 'vitest';
import { MemoryStorage, type StoreItems } from '#bot-framework/state.ts';
import { openFrontDoor } from '../support/front-door.ts';

/** State as an earlier version kept it: with another id for the dialog that waits for an answer. */
class EarlierState extends MemoryStorage {
  override async read(keys: string[]): Promise<StoreItems> {
    const items = await super.read(keys);
    return JSON.parse(JSON.stringify(items).replaceAll('"guided-answer"', '"guest-network"')) as StoreItems;
  }
}

it.each([
  ['5 GHz', '**ESR900 guest network, 5 GHz**'],
  ['is the EAP600 patched?', '**EAP600: Available Now.**'],
])('a question that an earlier version asked is left for "%s"', async (line, told) => {
  const customer = (await openFrontDoor({ storage: new EarlierState() })).customer();
  await customer.says('why is the guest network SSID greyed out on my ESR900?');
  const { text, kinds } = await customer.says(line);
  expect(text).toContain(told);
  expect(kinds).not.toContain('error');
});
