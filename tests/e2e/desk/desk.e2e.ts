import { describe, expect, onTestFinished, test } from 'vitest';
import { createDataDir } from '#tests/support/data-dir.ts';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { startServer } from '../server-process.ts';
import { setStage } from '../widget/visits.ts';
import { atDesk, chooseForMe, focusOn, goTo, leavesMessage, openDesk, password } from './desk-page.ts';

const stage = setStage();

test('the first account is created with the link that the first start prints', async () => {
  const server = await startServer({ DATA_DIR: createDataDir() });
  const context = await stage.browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const [link] = /http:\S+#set-up=\S+/.exec(server.printed()) ?? [''];
  await page.goto(link);
  await page.getByLabel('Name').fill('Dana');
  await page.getByLabel('E-mail').fill('dana@example.com');
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('alert').getByText('at least 12 characters').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
  expect(page.url()).toBe(`${server.url}/desk`);
});

describe('the desk', () => {
  test.each([
    ['light', 1280, 800],
    ['dark', 1280, 800],
    ['light', 390, 844],
    ['dark', 820, 1180],
  ] as const)('is accessible: %s, %s px', async (colorScheme, width, height) => {
    const server = await openDesk({ accounts: { Dana: 'supervisor' } });
    const context = await stage.browser.newContext({ viewport: { width, height }, colorScheme });
    onTestFinished(() => context.close());
    const start = await context.newPage();
    await start.goto(`${server.url}/desk`);
    await start.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await findings(start)).toEqual([]);
    await screenshot(start, `desk-sign-in-${colorScheme}-${width}`);

    const page = await atDesk(stage, server, { viewport: { width, height }, colorScheme });
    await page.getByText('Nobody is waiting.').waitFor();
    expect(await findings(page)).toEqual([]);
    await screenshot(page, `desk-empty-${colorScheme}-${width}`);
    await chooseForMe(page, 'Away');
    await leavesMessage(stage, server);
    await goTo(page, 'messages');
    await page.reload();
    await page.getByRole('link', { name: /^Sam/ }).click();
    await page.getByRole('log', { name: 'Conversation' }).getByText('What shall I pass on?').waitFor();
    expect(await findings(page)).toEqual([]);
    await screenshot(page, `desk-chosen-${colorScheme}-${width}`);
    // On a phone the open chat fills the screen, and rarely used actions are in the menu.
    if (width < 760) {
      await page.getByRole('button', { name: 'Back' }).click();
      await chooseForMe(page, 'Audit log');
    } else await goTo(page, 'audit');
    await page.getByRole('cell', { name: 'Dana signed in.' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
      .toBe(true);
  });

  test('works by keyboard alone', async () => {
    const server = await openDesk();
    const customer = await leavesMessage(stage, server);
    const page = await (await stage.browser.newContext()).newPage();
    onTestFinished(() => page.context().close());
    await page.goto(`${server.url}/desk`);
    await page.getByLabel('E-mail').waitFor();
    await focusOn(page, /^E-mail/);
    await page.keyboard.type('dana@example.com');
    await focusOn(page, /^Password/);
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Views' }).waitFor();
    await focusOn(page, /^Messages/);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /^Sam/ }).waitFor();
    await focusOn(page, /^S?Sam/);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Reply' }).waitFor();
    // Tab moves the focus into the box.
    await focusOn(page, /^Reply/);
    await page.keyboard.press('Enter');
    await page.keyboard.type('By keyboard');
    await page.keyboard.press('Enter');
    await customer.sees('By keyboard');
  });

  test('notices that the agent has been signed out', async () => {
    const server = await openDesk();
    const page = await atDesk(stage, server);
    const other = await page.context().newPage();
    await other.goto(`${server.url}/desk`);
    await chooseForMe(other, 'Sign out everywhere');
    await other.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
  });
});

test('an agent gets a code that links their account to Teams, if the bot is an app there', async () => {
  const server = await openDesk({
    environment: {
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppId: '00000000-0000-4000-8000-000000000001',
      MicrosoftAppPassword: 'a secret of a registration',
      MicrosoftAppTenantId: '00000000-0000-4000-8000-000000000002',
    },
  });
  const page = await atDesk(stage, server);
  await chooseForMe(page, 'Connect Teams');
  const dialog = page.getByRole('dialog', { name: 'Connect Teams' });
  await dialog.getByRole('button', { name: 'Get a code' }).click();
  await dialog.getByText(/\/link [0-9A-Z]{5}-[0-9A-Z]{5}/).waitFor();
  expect(await findings(page)).toEqual([]);
  await screenshot(page, 'desk-connect-teams');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'hidden' });
});
