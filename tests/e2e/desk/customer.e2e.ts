import { expect, test } from 'vitest';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { setStage } from '../widget/visits.ts';
import { atDesk, goTo, newCustomer, openDesk } from './desk-page.ts';

const stage = setStage();

test("an agent sees the customer's page and earlier chats, and that they have left", async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  const customer = await newCustomer(stage, server);
  await customer.says('I want to talk to a human');
  await customer.sees('Your reference is');
  await goTo(page, 'waiting');
  await page.getByRole('list', { name: 'Waiting' }).getByRole('button', { name: 'Claim' }).first().click();
  await customer.sees('You are talking to Dana now');
  await page.setViewportSize({ width: 1440, height: 900 });

  const pane = page.getByRole('complementary');
  await pane.getByText('On the page now').waitFor({ timeout: 30_000 });
  await expect
    .poll(() => pane.getByRole('link', { name: new URL(server.url).host }).getAttribute('href'))
    .toBe(`${server.url}/`);
  await pane
    .getByText(/^(Headless)?Chrome/i)
    .first()
    .waitFor();
  await pane.getByText('English', { exact: false }).first().waitFor();
  await screenshot(page, 'desk-customer');
  expect(await findings(page)).toEqual([]);

  await customer.page.close();
  await pane.getByText('Has left the page').waitFor({ timeout: 60_000 });
});

test('a closed chat has its rating in the list, in the conversation and next to it', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  const customer = await newCustomer(stage, server);
  await customer.says('I want to talk to a human');
  await customer.sees('Your reference is');
  await goTo(page, 'waiting');
  await page.getByRole('list', { name: 'Waiting' }).getByRole('button', { name: 'Claim' }).first().click();
  await customer.sees('You are talking to Dana now');
  await customer.says('End chat');
  await customer.sees('You have ended the chat');
  await customer.page.getByRole('radio', { name: '4 stars' }).press('Space');
  await customer.page.getByRole('button', { name: 'Send rating' }).click();
  await customer.page.getByRole('button', { name: 'Send rating' }).waitFor({ state: 'detached' });

  await goTo(page, 'closed');
  const row = page.getByRole('list', { name: 'Closed' }).getByRole('link');
  await row.getByText('Ended by the customer').waitFor();
  await row.getByText('4 of 5 stars').waitFor();
  await row.click();
  await page.getByRole('region', { name: 'Conversation' }).getByText('4 of 5 stars').waitFor();
  expect(await findings(page)).toEqual([]);
});
