import { expect, test } from 'vitest';
import { setStage } from '../widget/visits.ts';
import { atDesk, chooseForMe, meButton, newCustomer, openDesk } from './desk-page.ts';

const stage = setStage();

/** What the test's stand-ins for notifications and sound have recorded. */
interface Noticed {
  notices: string[];
  sounds: number;
}
const noticed = (): Noticed => (window as unknown as { noticed: Noticed }).noticed;

test('a request alerts the agent until it is seen', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  await page.addInitScript(() => {
    const seen: Noticed = { notices: [], sounds: 0 };
    class RecordedNotification extends EventTarget {
      static permission = 'granted';
      constructor(_title: string, { body }: { body: string }) {
        super();
        seen.notices.push(body);
      }
    }
    function CountedSound(): never {
      seen.sounds += 1;
      throw new Error('There is no loudspeaker here.');
    }
    // The agent is working in another window.
    Object.defineProperty(document, 'hidden', { get: () => true });
    Object.assign(window, { noticed: seen, Notification: RecordedNotification, AudioContext: CountedSound });
  });
  await page.reload();
  await chooseForMe(page, 'Sound when a customer is waiting');
  const customer = await newCustomer(stage, server);
  await customer.says('I want to talk to a human');
  await page.getByText('1 customer waiting').waitFor();
  await expect
    .poll(() => page.evaluate(noticed))
    .toEqual({
      notices: ['A customer is waiting.'],
      sounds: 1,
    });
  await expect.poll(() => page.title()).toBe('(1) Support desk');
  await page.getByRole('button', { name: 'Mark as seen' }).click();
  await page.getByRole('button', { name: 'Mark as seen' }).waitFor({ state: 'detached' });
});

test('an idle agent is away after a while, and available again at the first key', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  await page.clock.install();
  await page.reload();
  const isNow = async (availability: string): Promise<void> => {
    const name = () => meButton(page).getAttribute('aria-label');
    await expect.poll(name, { timeout: 10_000 }).toBe(`Dana, ${availability}`);
  };
  await isNow('available');
  await page.clock.fastForward('11:00');
  await isNow('away');
  const customer = await newCustomer(stage, server);
  await customer.says('I want to talk to a human');
  await customer.sees('nobody can take over');
  await page.keyboard.press('Shift');
  await isNow('available');
});
