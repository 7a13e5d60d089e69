import { expect, test } from 'vitest';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { setStage } from '../widget/visits.ts';
import { atDesk, goTo, newCustomer, openDesk } from './desk-page.ts';

const stage = setStage();

test('if sockets are cut, the desk works by polling; drafts and read marks survive a reload', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  await page.routeWebSocket(/.*/, (socket) => socket.close());
  await page.reload();
  await page.getByText('Nobody is waiting.').waitFor();
  const customer = await newCustomer(stage, server);
  await customer.says('I want to talk to a human');
  await page.getByText('1 customer waiting').waitFor();
  await page.getByRole('list', { name: 'Waiting' }).getByRole('button', { name: 'Claim' }).click();
  const box = page.getByRole('textbox', { name: 'Reply' });
  await customer.sees('You are talking to Dana now');
  await customer.says('It drops out');
  await page.getByRole('log', { name: 'Conversation' }).getByText('It drops out').waitFor();

  // Safari ends a composition before it reports the key that ended it.
  await box.fill('half a wo');
  await box.evaluate((element) =>
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true }),
    ),
  );
  await expect.poll(() => box.inputValue()).toBe('half a wo');
  await goTo(page, 'mine');
  await page.reload();
  const mine = page.getByRole('list', { name: 'Mine' }).getByRole('link');
  await mine.waitFor();
  await expect.poll(() => page.getByText('unread').count()).toBe(0);
  await mine.click();
  await expect.poll(() => box.inputValue()).toBe('half a wo');
  await page.getByRole('log', { name: 'Conversation' }).getByText('It drops out').waitFor();

  await box.fill('x'.repeat(4100));
  await page.getByText('4100 / 4000').waitFor();
  await box.press('Enter');
  expect((await box.inputValue()).length).toBe(4100);
  await page.getByText('The text is too long.').waitFor();
  expect(await findings(page)).toEqual([]);
  await screenshot(page, 'desk-too-long');
});

test('no state is shown before one has arrived, and a banner says so after some seconds', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  await page.routeWebSocket(/.*/, (socket) => socket.close());
  await page.route(/desk\/api\/updates/, (route) => route.abort());
  await page.reload();
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
  // Within three seconds, with some allowance for a busy machine.
  await page.getByRole('alert').getByText('Connection lost').waitFor({ timeout: 5000 });
  await expect.poll(() => page.getByText('Nobody is waiting.').count()).toBe(0);
  expect(await findings(page)).toEqual([]);
  await screenshot(page, 'desk-no-connection');
  await page.unroute(/desk\/api\/updates/);
  await page.getByText('Nobody is waiting.').waitFor({ timeout: 30_000 });
});
