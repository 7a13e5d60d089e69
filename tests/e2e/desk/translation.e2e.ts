import { expect, test } from 'vitest';
import { screenshot } from '../browser.ts';
import { translate } from '../widget/translator.ts';
import { setStage } from '../widget/visits.ts';
import { atDesk, goTo, newCustomer, openDesk } from './desk-page.ts';

const stage = setStage();

test('a translated desk keeps working: queue, clock, messages, text box and unread badge', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  const log = page.getByRole('log', { name: 'Conversation' });
  const claims = async (): Promise<void> => {
    await goTo(page, 'waiting');
    await page.getByRole('list', { name: 'Waiting' }).getByRole('button', { name: 'Claim' }).first().click();
  };
  await page.getByText('Nobody is waiting.').waitFor();
  await translate(page);
  await page.getByText('«Nobody is waiting.»').waitFor();

  const first = await newCustomer(stage, server);
  await first.says('I want to talk to a human');
  await page.getByText('1 customer waiting').waitFor();
  await expect.poll(() => page.getByText('Nobody is waiting.').count()).toBe(0);
  const clock = page.locator('.wait');
  const before = await clock.innerText();
  await expect.poll(() => clock.innerText(), { timeout: 15_000 }).not.toBe(before);
  await expect.poll(() => clock.locator('font font').count()).toBe(2);

  await claims();
  await first.sees('You are talking to Dana now');
  await first.says('It drops out');
  await log.getByText('It drops out').waitFor();
  await goTo(page, 'waiting');
  await page.getByText('Nobody is waiting.').waitFor();
  await expect.poll(() => page.getByText('customer waiting').count()).toBe(0);
  await page.goBack();
  await page.getByRole('textbox', { name: 'Reply' }).fill('Which model is it?');
  await page.getByRole('button', { name: 'Send' }).click();
  await first.sees('Which model is it?');
  await log.getByText('Which model is it?').waitFor();
  await log.getByText('Sending…').waitFor({ state: 'detached' });

  const second = await newCustomer(stage, server);
  await second.says('I want to talk to a human');
  await goTo(page, 'waiting');
  await page.getByText('1 customer waiting').waitFor();
  await claims();
  await second.sees('You are talking to Dana now');
  await expect.poll(() => page.url()).toContain('#/mine/');
  // Mark it as read, so that only the first customer's messages are new.
  await log.getByText('I want to talk to a human').waitFor();
  await goTo(page, 'mine');
  const badge = page.locator('.badge');
  const badgeWords = async (): Promise<string> => (await badge.innerText()).replaceAll(/\s+/g, '');
  await first.says('The ESR900');
  await expect.poll(badgeWords).toBe('«1»«unread»');
  await first.says('Since Monday');
  await expect.poll(badgeWords).toBe('«2»«unread»');
  await screenshot(page, 'desk-translated');
  await page.getByRole('link', { name: /2.*unread/ }).click();
  await log.getByText('Since Monday').waitFor();
  await badge.waitFor({ state: 'detached' });
});
