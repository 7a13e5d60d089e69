import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { setStage } from '../widget/visits.ts';
import { atDesk, chooseForMe, goTo, newCustomer, openDesk, password } from './desk-page.ts';

const stage = setStage();
const team = { Sue: 'supervisor', Dana: 'agent' } as const;

/** Chooses from the menu of an entry. */
async function choose(page: Page, of: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${of}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('an agent chooses a password with the link of a new account, and is signed out as soon as it is disabled', async () => {
  const server = await openDesk({ accounts: team });
  const sue = await atDesk(stage, server, { name: 'Sue' });
  await goTo(sue, 'accounts');
  await sue.getByRole('button', { name: 'Add account' }).click();
  const form = sue.getByRole('dialog', { name: 'Add account' });
  await form.getByLabel('Name').fill('Kim');
  await form.getByLabel('E-mail').fill('dana@example.com');
  await form.getByRole('button', { name: 'Create account' }).click();
  await form.getByRole('alert').getByText('already has an account').waitFor();
  await form.getByLabel('E-mail').fill('kim@example.com');
  expect(await findings(sue)).toEqual([]);
  await form.getByRole('button', { name: 'Create account' }).click();
  const shown = sue.getByRole('dialog', { name: 'Password link for Kim' });
  const link = await shown.getByLabel('Link').inputValue();
  expect(await findings(sue)).toEqual([]);
  await screenshot(sue, 'desk-account-link');
  await shown.getByRole('button', { name: 'Done' }).click();
  await sue.getByRole('row', { name: /Kim.*Link open until/ }).waitFor();

  const context = await stage.browser.newContext();
  onTestFinished(() => context.close());
  const kim = await context.newPage();
  await kim.goto(link);
  await kim.getByRole('heading', { name: 'Welcome, Kim' }).waitFor();
  expect(await findings(kim)).toEqual([]);
  await kim.getByLabel('New password').fill('short');
  await kim.getByRole('button', { name: 'Save and sign in' }).click();
  await kim.getByRole('alert').getByText('at least 12 characters').waitFor();
  await kim.getByLabel('New password').fill(password);
  await kim.getByRole('button', { name: 'Save and sign in' }).click();
  await kim.getByRole('navigation', { name: 'Views' }).waitFor();

  const again = await context.newPage();
  await again.goto(link);
  await again.reload();
  await goTo(sue, 'team');
  await goTo(sue, 'accounts');
  await choose(sue, 'Kim', 'Disable…');
  await sue.getByRole('button', { name: 'Disable account' }).click();
  await sue.getByRole('row', { name: /Kim Disabled/ }).waitFor();
  await kim.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  await kim.goto(link);
  await kim.reload();
  await kim.getByText('This link has already been used or has expired.').waitFor();
});

test('the last supervisor is told why their account cannot be disabled', async () => {
  const server = await openDesk({ accounts: team });
  const sue = await atDesk(stage, server, { name: 'Sue' });
  await goTo(sue, 'accounts');
  await choose(sue, 'Sue', 'Disable…');
  await sue.getByRole('button', { name: 'Disable account' }).click();
  await sue.getByRole('alert').getByText('At least one supervisor').waitFor();
  await sue.keyboard.press('Escape');
  await choose(sue, 'Dana', 'Edit…');
  await sue.getByLabel('Role').selectOption('Supervisor');
  await sue.getByRole('button', { name: 'Save' }).click();
  await sue.getByRole('row', { name: /Dana.*Supervisor/ }).waitFor();
});

test('the team page shows who is there and who is waiting, as it changes', async () => {
  const server = await openDesk({ accounts: team });
  const sue = await atDesk(stage, server, { name: 'Sue' });
  await goTo(sue, 'team');
  await sue.getByRole('row', { name: /Dana.*Offline/ }).waitFor();
  const dana = await atDesk(stage, server);
  await sue.getByRole('row', { name: /Dana.*Available/ }).waitFor();
  await chooseForMe(dana, 'Busy');
  await sue.getByRole('row', { name: /Dana.*Busy/ }).waitFor();
  await chooseForMe(sue, 'Busy');
  const customer = await newCustomer(stage, server);
  await customer.presses('Talk to a person');
  await sue.getByText('Nobody is available, and 1 customer is waiting.').waitFor();
  expect(await findings(sue)).toEqual([]);
  await screenshot(sue, 'desk-team');
});

test('a canned reply is added, found, moved and deleted, and colleagues see it at once', async () => {
  const server = await openDesk({ accounts: team });
  const sue = await atDesk(stage, server, { name: 'Sue' });
  const dana = await atDesk(stage, server);
  for (const page of [sue, dana]) await goTo(page, 'canned-replies');
  await expect.poll(() => dana.getByRole('button', { name: /Add canned reply|Actions for/ }).count()).toBe(0);
  await sue.getByRole('button', { name: 'Add canned reply' }).click();
  const form = sue.getByRole('dialog', { name: 'Add canned reply' });
  await form.getByLabel('Title').fill('Warranty');
  await form.getByLabel('Text').fill('Dear {customer}, it is two years. {name}');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByRole('alert').getByText('The only placeholders are').waitFor();
  await form.getByLabel('Text').fill('Dear {customer}, it is **two years**. {agent}');
  await form.getByRole('region', { name: 'Preview' }).getByText('Dear Maria, it is two years. Sue').waitFor();
  expect(await findings(sue)).toEqual([]);
  await screenshot(sue, 'desk-canned-reply');
  await form.getByRole('button', { name: 'Save' }).click();
  await dana.getByRole('heading', { name: 'Warranty' }).waitFor();
  await dana.getByText('Dear {customer}, it is two years. {agent}').waitFor();

  await choose(sue, 'Warranty', 'Move up');
  await expect.poll(() => dana.getByRole('heading', { level: 3 }).nth(-2).innerText()).toBe('Warranty');
  await dana.getByRole('searchbox', { name: 'Search' }).fill('it is two years');
  await expect.poll(() => dana.getByRole('heading', { level: 3 }).count()).toBe(1);
  await choose(sue, 'Warranty', 'Delete…');
  await sue.getByRole('button', { name: 'Delete', exact: true }).click();
  await dana.getByText('Nothing found.').waitFor();
});

test('the audit log can be read by person', async () => {
  const server = await openDesk({ accounts: team });
  await atDesk(stage, server);
  const sue = await atDesk(stage, server, { name: 'Sue' });
  await goTo(sue, 'audit');
  await sue.getByRole('cell', { name: 'Dana signed in.' }).waitFor();
  await sue.getByLabel('Person').selectOption('Sue');
  await sue.getByRole('cell', { name: 'Dana signed in.' }).waitFor({ state: 'detached' });
  await sue.getByRole('cell', { name: 'Sue signed in.' }).waitFor();
});

test.each([
  ['light', 1280, 800],
  ['dark', 390, 844],
] as const)('the pages of supervisors are accessible: %s, %s px', async (colorScheme, width, height) => {
  const server = await openDesk({ accounts: team });
  const page = await atDesk(stage, server, { name: 'Sue', viewport: { width, height }, colorScheme });
  for (const view of ['team', 'accounts', 'canned-replies', 'audit']) {
    await page.goto(`${server.url}/desk#/${view}`);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await page.getByText('Loading…').waitFor({ state: 'detached' });
    expect(await findings(page), view).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view).toBe(true);
    await screenshot(page, `desk-${view}-${colorScheme}-${width}`);
  }
});
