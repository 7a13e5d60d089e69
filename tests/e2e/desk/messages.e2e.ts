import { expect, test } from 'vitest';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { setStage } from '../widget/visits.ts';
import { atDesk, chooseForMe, focusOn, goTo, leavesMessage, openDesk } from './desk-page.ts';

const stage = setStage();

test('a message that a customer leaves is answered from the desk, in the customer’s own chat', async () => {
  const server = await openDesk();
  const customer = await leavesMessage(stage, server);
  const page = await atDesk(stage, server);
  await goTo(page, 'messages');
  await page.getByRole('link', { name: /Sam.*guest network every night/ }).click();
  await page.getByRole('heading', { name: 'Sam' }).waitFor();
  const log = page.getByRole('log', { name: 'Conversation' });
  await log.getByText('is the ESR900 patched?').waitFor();
  await log.getByText('What shall I pass on?').waitFor();
  await expect.poll(() => page.getByText('ESR900', { exact: true }).count()).toBeGreaterThan(0);

  await page.getByRole('textbox', { name: 'Reply' }).fill('Please update it: **1.4.0** mends that.');
  await page.getByRole('button', { name: 'Send' }).click();
  await customer.sees('Please update it');
  await customer.page.getByText('Dana: ').waitFor();
  await log.getByText('Please update it').waitFor();
  // The customer can reply, and the desk shows it.
  await customer.says('thanks');
  await log.getByText('thanks', { exact: true }).waitFor();
  const ticket = page.getByRole('region', { name: 'Sam' });
  await ticket.getByText('Replied', { exact: true }).waitFor();
  await page.getByText('No open messages.').waitFor();
  await screenshot(page, 'desk-message');
});

test('a message is closed, and one press undoes that', async () => {
  const server = await openDesk();
  await leavesMessage(stage, server);
  const page = await atDesk(stage, server);
  await goTo(page, 'messages');
  await page.getByRole('link', { name: /Sam/ }).click();
  const ticket = page.getByRole('region', { name: 'Sam' });
  await ticket.getByRole('button', { name: 'Close', exact: true }).click();
  await ticket.getByText('Closed.').waitFor();
  await page.getByText('No open messages.').waitFor();
  await ticket.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: /Sam/ }).waitFor();
  await ticket.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByText('No open messages.').waitFor();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await page.getByRole('link', { name: /Sam.*Closed/ }).click();
  await page.reload();
  await ticket.getByRole('button', { name: 'Reopen' }).click();
  await ticket.getByText('Open', { exact: true }).waitFor();
});

test('a reply whose response was lost appears once', async () => {
  const server = await openDesk();
  const customer = await leavesMessage(stage, server);
  const page = await atDesk(stage, server);
  await goTo(page, 'messages');
  await page.getByRole('link', { name: /Sam/ }).click();
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
  await expect.poll(() => page.getByRole('textbox', { name: 'Reply' }).inputValue()).toBe('Only once');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Reply' }).inputValue()).toBe('');
  await customer.sees('Only once');
  expect((await customer.bubbles()).filter((text) => text.includes('Only once'))).toHaveLength(1);
});

test('nothing that a customer wrote runs at the desk', async () => {
  const server = await openDesk();
  const evil =
    '<img src=x onerror="window.harmed=1">[x](javascript:window.harmed=2)<script>window.harmed=3</script>';
  await leavesMessage(stage, server, evil);
  const page = await atDesk(stage, server);
  await goTo(page, 'messages');
  await page.getByRole('link', { name: /Sam/ }).click();
  await page.getByRole('log', { name: 'Conversation' }).getByText('onerror').first().waitFor();
  expect(await page.evaluate(() => (window as unknown as { harmed?: number }).harmed)).toBeUndefined();
  await expect
    .poll(() => page.locator('#desk').locator('script, [onerror], a[href^=javascript]').count())
    .toBe(0);
});

test('a message is assigned to a colleague, whose desk shows it at once, with a note that no customer sees', async () => {
  const server = await openDesk({ accounts: { Dana: 'agent', Kim: 'agent' } });
  const kim = await atDesk(stage, server, { name: 'Kim' });
  await chooseForMe(kim, 'Away');
  await goTo(kim, 'messages');
  await kim.getByText('No open messages.').waitFor();
  const customer = await leavesMessage(stage, server);
  // It appears without a reload, marked as new to Kim.
  await kim.getByRole('link', { name: /Sam.*New.*Open/ }).waitFor();

  const dana = await atDesk(stage, server);
  await goTo(dana, 'messages');
  await dana.getByRole('link', { name: /Sam/ }).click();
  await dana.getByRole('button', { name: 'Unassigned' }).click();
  await dana.getByRole('menuitemradio', { name: 'Kim' }).click();
  await dana.getByRole('button', { name: 'Assigned to: Kim' }).waitFor();
  await dana.getByRole('button', { name: 'Note', exact: true }).click();
  await dana.getByRole('textbox', { name: 'New note' }).fill('He has called twice already.');
  await dana.getByRole('button', { name: 'Add note' }).click();

  await kim.getByRole('button', { name: /^Mine 1/ }).click();
  await kim.getByRole('link', { name: /Sam/ }).click();
  await kim.getByText('He has called twice already.').waitFor();
  expect((await customer.bubbles()).join()).not.toContain('called twice');
  await kim.getByRole('link', { name: /New/ }).waitFor({ state: 'detached' });
  await dana.getByRole('button', { name: 'Assigned to: Kim' }).click();
  await dana.getByRole('menuitemradio', { name: 'Nobody' }).click();
  await kim.getByText('You have no messages.').waitFor();
});

test('a reply can have a canned reply and a file', async () => {
  const server = await openDesk();
  const customer = await leavesMessage(stage, server);
  const page = await atDesk(stage, server);
  await goTo(page, 'messages');
  await page.getByRole('link', { name: /Sam/ }).click();
  const box = page.getByRole('textbox', { name: 'Reply' });
  await box.fill('/hello');
  await page.getByRole('option', { name: /^Hello/ }).waitFor();
  await box.press('Enter');
  await expect.poll(() => box.inputValue()).toContain("Hello Sam, I'm Dana.");
  const file = { name: 'settings.txt', mimeType: 'text/plain', buffer: Buffer.from('channel 11') };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Send' }).click();
  await customer.sees('Hello Sam');
  await customer.page.getByRole('link', { name: /settings\.txt/ }).waitFor();
  await expect.poll(() => box.inputValue()).toBe('');
});

test('messages also arrive if sockets are cut off', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  await page.context().routeWebSocket(/\/desk\//, (socket) => void socket.close());
  await page.goto(`${server.url}/desk#/messages`);
  await page.reload();
  await page.getByText('No open messages.').waitFor();
  await chooseForMe(page, 'Away');
  const customer = await leavesMessage(stage, server);
  await page.getByRole('link', { name: /Sam/ }).click();
  const log = page.getByRole('log', { name: 'Conversation' });
  await log.getByText('What shall I pass on?').waitFor();
  await customer.says('are you there?');
  await log.getByText('are you there?').waitFor();
});

test('a message is assigned, annotated and closed by keyboard alone', async () => {
  const server = await openDesk();
  await leavesMessage(stage, server);
  const page = await atDesk(stage, server);
  await page.goto(`${server.url}/desk#/messages`);
  await page.getByRole('link', { name: /Sam/ }).waitFor();
  await focusOn(page, /^S?Sam/);
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Reply' }).waitFor();
  await page.getByRole('heading', { name: 'Sam' }).focus();
  await focusOn(page, /^Unassigned/);
  await page.keyboard.press('Enter');
  await page.locator('[role=menuitemradio]:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Assigned to: me' }).waitFor();
  await focusOn(page, /^Note$/);
  await page.keyboard.press('Enter');
  await focusOn(page, /^New note/);
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  await page.getByRole('log', { name: 'Conversation' }).getByText('By keyboard').waitFor();
  await page.getByRole('heading', { name: 'Sam' }).focus();
  await focusOn(page, /^Close$/);
  await page.keyboard.press('Enter');
  await page.getByText('No open messages.').waitFor();
});

test.each([
  ['light', 1440, 900],
  ['dark', 390, 844],
] as const)('messages are accessible: %s, %s px', async (colorScheme, width, height) => {
  const server = await openDesk();
  await leavesMessage(stage, server);
  const page = await atDesk(stage, server, { viewport: { width, height }, colorScheme });
  await goTo(page, 'messages');
  await page.getByRole('link', { name: /Sam/ }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('link', { name: /Sam/ }).click();
  await page.getByRole('button', { name: 'Unassigned' }).click();
  await page.getByRole('menuitemradio', { name: 'Me' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  if (width < 1200) await page.getByRole('button', { name: 'Details' }).click();
  await page.getByRole('complementary', { name: 'About this message' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await screenshot(page, `desk-ticket-${colorScheme}-${width}`);
  if (width >= 1200) return;
  await page.getByRole('button', { name: 'Details' }).click();
  await page.getByRole('complementary').waitFor({ state: 'hidden' });
});
