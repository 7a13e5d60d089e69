import { describe, expect, onTestFinished, test } from 'vitest';
import { createDataDir } from '#tests/support/data-dir.ts';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { setStage } from '../widget/visits.ts';
import type { Widget } from '../widget/widget.ts';
import { atDesk, chooseForMe, goTo, newCustomer, openDesk, password } from './desk-page.ts';

const stage = setStage();
/** A customer who wants a person, finds nobody available, and leaves a message. */
async function leavesMessage(
  server: ServerProcess,
  words = 'My ESR900 loses its guest network every night.',
): Promise<Widget> {
  const widget = await newCustomer(stage, server);
  await widget.presses('Talk to a person');
  await widget.sees('Somebody is back on');
  await widget.presses('Leave a message');
  await widget.sees('What shall I pass on?');
  await widget.says(words);
  await widget.sees('your name?');
  await widget.says('Sam');
  await widget.sees('an e-mail address');
  await widget.presses('Answer me in this chat');
  await widget.sees('message has been passed on');
  return widget;
}

test('a message that a customer leaves is answered from the desk, in the customer’s own chat', async () => {
  const server = await openDesk();
  const customer = await leavesMessage(server);
  const page = await atDesk(stage, server);
  await goTo(page, 'messages');
  await page.getByRole('link', { name: /Sam.*guest network every night/ }).click();
  await page.getByRole('heading', { name: 'Sam' }).waitFor();
  const log = page.getByRole('log', { name: 'Conversation' });
  await log.getByText('is the ESR900 patched?').waitFor();
  await log.getByText('What shall I pass on?').waitFor();
  expect(await page.getByText('ESR900', { exact: true }).count()).toBeGreaterThan(0);

  await page.getByRole('textbox', { name: 'Reply' }).fill('Please update it: **1.4.0** mends that.');
  await page.getByRole('button', { name: 'Send' }).click();
  await customer.sees('Please update it');
  await customer.page.getByText('Dana: ').waitFor();
  await log.getByText('Please update it').waitFor();
  // The customer can go on, and the desk shows it.
  await customer.says('thanks');
  await log.getByText('thanks', { exact: true }).waitFor();
  await page.getByText('Answered', { exact: true }).waitFor();
  await screenshot(page, 'desk-message');

  await page.getByRole('button', { name: 'Close message' }).click();
  await page.getByText('No open messages.').waitFor();
  await page.getByLabel('Show closed').check();
  await page.getByText('Closed', { exact: true }).waitFor();
});

test('a reply whose response was lost is there once', async () => {
  const server = await openDesk();
  const customer = await leavesMessage(server);
  const page = await atDesk(stage, server);
  await goTo(page, 'messages');
  await page.getByRole('link', { name: /^Sam/ }).click();
  let lost = 0;
  await page.route(/\/reply$/, async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort();
  });
  await page.getByRole('textbox', { name: 'Reply' }).fill('Only once');
  await page.getByRole('textbox', { name: 'Reply' }).press('Enter');
  await page.getByRole('alert').getByText('Cannot reach the server').waitFor();
  expect(await page.getByRole('textbox', { name: 'Reply' }).inputValue()).toBe('Only once');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Reply' }).inputValue()).toBe('');
  await customer.sees('Only once');
  expect((await customer.bubbles()).filter((text) => text.includes('Only once'))).toHaveLength(1);
});

test('nothing that a customer wrote takes effect at the desk', async () => {
  const server = await openDesk();
  const evil =
    '<img src=x onerror="window.harmed=1">[x](javascript:window.harmed=2)<script>window.harmed=3</script>';
  await leavesMessage(server, evil);
  const page = await atDesk(stage, server);
  await goTo(page, 'messages');
  await page.getByRole('link', { name: /^Sam/ }).click();
  await page.getByRole('log', { name: 'Conversation' }).getByText('onerror').first().waitFor();
  expect(await page.evaluate(() => (window as unknown as { harmed?: number }).harmed)).toBeUndefined();
  expect(await page.locator('#desk').locator('script, [onerror], a[href^=javascript]').count()).toBe(0);
});

test('the first account is created with the link that the first start prints', async () => {
  const server = await startServer({ DATA_DIR: createDataDir() });
  const context = await stage.browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const [link] = /http:\S+#set-up=\S+/.exec(server.printed()) ?? [''];
  await page.goto(link);
  await page.getByLabel('Name').fill('Dana');
  await page.getByLabel('Email').fill('dana@example.com');
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
    await leavesMessage(server);
    await goTo(page, 'messages');
    await page.reload();
    await page.getByRole('link', { name: /^Sam/ }).click();
    await page.getByRole('log', { name: 'Conversation' }).getByText('What shall I pass on?').waitFor();
    expect(await findings(page)).toEqual([]);
    await screenshot(page, `desk-chosen-${colorScheme}-${width}`);
    // On a phone the open chat has the screen to itself, and what is seldom needed is in the menu.
    if (width < 760) {
      await page.getByRole('button', { name: 'Back' }).click();
      await chooseForMe(page, 'Audit log');
    } else await goTo(page, 'audit');
    await page.getByRole('cell', { name: 'signed in dana@example.com' }).waitFor();
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  test('works by keyboard alone', async () => {
    const server = await openDesk();
    const customer = await leavesMessage(server);
    const page = await (await stage.browser.newContext()).newPage();
    onTestFinished(() => page.context().close());
    await page.goto(`${server.url}/desk`);
    await page.getByLabel('Email').waitFor();
    const focusOn = async (name: RegExp): Promise<void> => {
      for (let presses = 0; presses < 40; presses += 1) {
        const now = await page.evaluate(() => {
          const { activeElement: element } = document;
          return (
            element?.getAttribute('aria-label') ??
            element?.closest('label')?.textContent ??
            element?.textContent ??
            ''
          );
        });
        if (name.test(now)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${name} cannot be reached.`);
    };
    await focusOn(/^Email/);
    await page.keyboard.type('dana@example.com');
    await focusOn(/^Password/);
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Views' }).waitFor();
    await focusOn(/^Messages/);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /^Sam/ }).waitFor();
    await focusOn(/^S?Sam/);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Reply' }).waitFor();
    await focusOn(/^Reply/);
    await page.keyboard.type('By keyboard');
    await page.keyboard.press('Enter');
    await customer.sees('By keyboard');
  });

  test('notices when the agent has been signed out', async () => {
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
