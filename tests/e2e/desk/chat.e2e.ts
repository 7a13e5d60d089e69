import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { setStage } from '../widget/visits.ts';
import type { Widget } from '../widget/widget.ts';
import { atDesk, goTo, isOneRow, newCustomer, openDesk, signIn } from './desk-page.ts';

const stage = setStage();

const logOf = (page: Page) => page.getByRole('log', { name: 'Conversation' });
const says = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Reply' }).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
};
const claims = async (page: Page): Promise<void> => {
  await goTo(page, 'waiting');
  await page.getByRole('list', { name: 'Waiting' }).getByRole('button', { name: 'Claim' }).first().click();
  await page.getByRole('textbox', { name: 'Reply' }).waitFor();
};
const asksForPerson = async (customer: Widget): Promise<void> => {
  await customer.says('I want to talk to a human');
  await customer.sees('Your reference is');
};

test('a question that the bot cannot answer goes to an agent, with messages both ways, up to the rating', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  await page.getByText('Nobody is waiting.').waitFor();
  const customer = await newCustomer(stage, server);
  await customer.says('why does the lamp on my desk flicker at midnight');
  await customer.sees("I don't know the answer");
  await customer.says('what should I cook for dinner tonight');
  await customer.sees('Shall I get you a person?');
  await customer.presses('Talk to a person');
  await customer.sees('You are next');

  await page.getByText('1 customer waiting').waitFor();
  await screenshot(page, 'desk-queue');
  await claims(page);
  await customer.sees('You are talking to Dana now');
  const log = logOf(page);
  await log.getByText('did not understand').first().waitFor();
  await log.getByText('why does the lamp on my desk flicker').waitFor();
  await page.getByLabel('About this chat').getByText('ESR900', { exact: true }).waitFor();

  await customer.says('Hello, does EnShare cost anything?');
  await log.getByText('does EnShare cost anything?').waitFor();
  // One key inserts the suggested answer.
  await page.getByRole('group', { name: 'Suggested answers' }).getByRole('button').first().waitFor();
  await page.getByRole('textbox', { name: 'Reply' }).press('ArrowUp');
  await expect.poll(() => page.getByRole('textbox', { name: 'Reply' }).inputValue()).toContain('EnShare');
  await screenshot(page, 'desk-chat');
  await page.getByRole('button', { name: 'Send' }).click();
  await customer.sees('EnShare');
  await says(page, 'It costs *nothing* at 192.168.*.*: see https://example.com/a_b_c.');
  await customer.sees('It costs *nothing* at 192.168.*.*');
  await expect
    .poll(() => customer.log.getByRole('link', { name: /a_b_c/ }).getAttribute('href'))
    .toBe('https://example.com/a_b_c');

  await page.getByRole('textbox', { name: 'Reply' }).pressSequentially('One mo');
  await customer.page.getByText('Dana is typing').first().waitFor();
  await customer.box.pressSequentially('Tha');
  await page.getByText('is typing…').waitFor();
  await customer.box.fill('');

  await page.getByLabel('Attach files').setInputFiles({
    name: 'manual.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Press reset.'),
  });
  await says(page, 'Here is the manual.');
  await customer.log.getByRole('link', { name: /manual\.txt/ }).waitFor();

  await page.getByRole('button', { name: 'Close as solved' }).click();
  await page.getByText('closed as solved').waitFor();
  await customer.sees('Dana has ended the chat');
  await goTo(page, 'waiting');
  await page.getByText('Nobody is waiting.').waitFor();
  await customer.page.getByRole('radio', { name: '5 stars' }).press('Space');
  await customer.page.getByRole('button', { name: 'Send rating' }).click();
  await customer.page.getByRole('button', { name: 'Send rating' }).waitFor({ state: 'detached' });
  await customer.says('is the EAP600 patched?');
  await customer.sees('EAP600:');
});

test('of two agents who claim at once, one gets the chat, and the other is told who has it', async () => {
  const server = await openDesk({ accounts: { Dana: 'agent', Kim: 'agent' } });
  const [dana, kim] = [await atDesk(stage, server), await atDesk(stage, server, { name: 'Kim' })];
  const customer = await newCustomer(stage, server);
  await asksForPerson(customer);
  const buttons = [dana, kim].map((page) => page.getByRole('button', { name: 'Claim' }));
  await Promise.all(buttons.map((button) => button.waitFor()));
  // Element handles, so that the second click counts even if its page already knows that the first won.
  const held = await Promise.all(buttons.map((button) => button.elementHandle()));
  await Promise.all(held.map((button) => button?.evaluate((element) => (element as HTMLElement).click())));
  await customer.sees('You are talking to');
  const told = await Promise.race(
    [dana, kim].map(async (page, at) => {
      await page
        .getByRole('alert')
        .getByText(/(Dana|Kim) has this chat\./)
        .waitFor();
      return at;
    }),
  );
  const loser = [dana, kim][told];
  await expect.poll(() => loser?.getByRole('textbox', { name: 'Reply' }).count()).toBe(0);
});

test('when the agent’s tab closes mid-chat, the customer is told and goes first in the queue, and nothing is lost', async () => {
  const server = await openDesk({
    accounts: { Dana: 'agent', Kim: 'agent' },
    environment: { AGENT_GONE_SECONDS: '3' },
  });
  const [dana, kim] = [await atDesk(stage, server), await atDesk(stage, server, { name: 'Kim' })];
  const customer = await newCustomer(stage, server);
  await asksForPerson(customer);
  await claims(dana);
  await says(dana, 'Hello, Dana here.');
  await customer.sees('Hello, Dana here.');
  await dana.close();
  await customer.says('Are you still there?');
  await customer.sees("I've lost the connection to Dana");
  await claims(kim);
  await logOf(kim).getByText('Hello, Dana here.').waitFor();
  await logOf(kim).getByText('Are you still there?').waitFor();
  await says(kim, 'Kim takes over.');
  await customer.sees('Kim takes over.');
});

test('a reloaded desk and a restarted server resume where they left off', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  const customer = await newCustomer(stage, server);
  await asksForPerson(customer);
  await claims(page);
  await says(page, 'one');
  await customer.sees('one');
  await server.stop('SIGKILL');
  await says(page, 'two');
  await customer.says('three');
  await server.start();
  await logOf(page).getByText('three', { exact: true }).waitFor();
  // Whether or not “two” had already been sent, it arrives once.
  await page.reload();
  await says(page, 'four');
  await customer.log.getByText('four', { exact: true }).waitFor();
  await customer.log.getByText('two', { exact: true }).waitFor();
  const said = (await customer.bubbles()).map((text) => text.replace(/^[^:]+: /, ''));
  for (const word of ['one', 'two', 'three', 'four'])
    expect(said.filter((text) => text === word)).toHaveLength(1);
});

test('a chat is transferred, returned to the bot, and watched by a supervisor', async () => {
  const server = await openDesk({ accounts: { Dana: 'agent', Kim: 'agent', Sue: 'supervisor' } });
  const [dana, kim, sue] = [
    await atDesk(stage, server),
    await atDesk(stage, server, { name: 'Kim' }),
    await atDesk(stage, server, { name: 'Sue' }),
  ];
  const customer = await newCustomer(stage, server);
  await asksForPerson(customer);
  await claims(dana);
  await dana.getByRole('button', { name: 'Note', exact: true }).click();
  await dana.getByRole('textbox', { name: 'New note' }).fill('<img src=x onerror="window.harmed=1">');
  await dana.getByRole('button', { name: 'Add note' }).click();
  await dana.getByRole('button', { name: 'More', exact: true }).click();
  await dana.getByRole('menuitem', { name: 'Transfer…' }).click();
  await dana.getByRole('combobox', { name: 'To', exact: true }).selectOption({ label: 'Kim (available)' });
  await dana.getByLabel('Message to the customer').fill('Kim knows cameras.');
  await dana.getByRole('button', { name: 'Transfer' }).click();
  await customer.sees('Dana has transferred you to Kim. They say: Kim knows cameras.');
  await goTo(kim, 'mine');
  await kim.getByRole('list', { name: 'Mine' }).getByRole('link').click();
  await kim.getByText('window.harmed').waitFor();
  expect(await kim.evaluate(() => (window as unknown as { harmed?: number }).harmed)).toBeUndefined();

  await goTo(sue, 'open');
  await sue.getByText('with Kim').click();
  await kim.getByText('Sue is also viewing this chat').waitFor();
  await sue.getByRole('textbox', { name: 'Reply' }).waitFor();
  await screenshot(sue, 'desk-supervisor');
  await sue.getByRole('button', { name: 'Take over' }).click();
  await customer.sees('Kim has transferred you to Sue');
  await logOf(sue).getByText('Dana transferred the chat to Kim: “Kim knows cameras.”').waitFor();
  await sue.getByRole('button', { name: 'More', exact: true }).click();
  await sue.getByRole('menuitem', { name: 'Return to the bot' }).click();
  await customer.sees('Sue has handed you back to me, the bot');
});

test('a transfer, a note or a tag that fails loses nothing that the agent wrote', async () => {
  const server = await openDesk({ accounts: { Dana: 'agent', Kim: 'agent' } });
  const [page, kim] = [await atDesk(stage, server), await atDesk(stage, server, { name: 'Kim' })];
  await kim.getByText('Nobody is waiting.').waitFor();
  const customer = await newCustomer(stage, server);
  await asksForPerson(customer);
  await claims(page);
  const refused = { status: 503, json: { error: { code: 'Refused', message: 'Not now.' } } };

  let refuseNote = (): void => undefined;
  await page.route('**/note', async (route) => {
    await new Promise<void>((resolve) => (refuseNote = resolve));
    await route.fulfill(refused);
  });
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  const note = page.getByRole('textbox', { name: 'New note' });
  await note.fill('first');
  const sent = page.waitForRequest('**/note');
  await page.getByRole('button', { name: 'Add note' }).click();
  await sent;
  await note.fill('second');
  refuseNote();
  await expect.poll(() => note.inputValue()).toBe('first\nsecond');

  const tag = page.getByRole('textbox', { name: 'New tag' });
  for (const each of ['wifi', 'urgent']) {
    await tag.fill(each);
    await tag.press('Enter');
  }
  await page.getByRole('button', { name: 'Remove tag wifi' }).waitFor();
  await page.getByRole('button', { name: 'Remove tag urgent' }).waitFor();
  await page.route('**/tag', (route) => route.fulfill(refused));
  await tag.fill('late');
  await tag.press('Enter');
  await page.getByRole('alert').getByText('Not now.').waitFor();
  await expect.poll(() => tag.inputValue()).toBe('late');

  await page.route('**/transfer', (route) => route.fulfill(refused));
  const more = page.getByRole('button', { name: 'More', exact: true });
  await more.click();
  await page.getByRole('menuitem', { name: 'Transfer…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Transfer this chat' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => more.evaluate((element) => element.matches(':focus'))).toBe(true);
  await more.click();
  await page.getByRole('menuitem', { name: 'Transfer…' }).click();
  await dialog.getByRole('combobox', { name: 'To', exact: true }).selectOption({ label: 'Kim (available)' });
  await dialog.getByLabel('Message to the customer').fill('Kim knows cameras.');
  await dialog.getByRole('button', { name: 'Transfer' }).click();
  await dialog.getByText('Not now.').waitFor();
  await page.unroute('**/transfer');
  await dialog.getByRole('button', { name: 'Transfer' }).click();
  await customer.sees('Dana has transferred you to Kim. They say: Kim knows cameras.');
});

test('of several chats at once, messages in the others count as unread', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  const [first, second] = [await newCustomer(stage, server), await newCustomer(stage, server)];
  await asksForPerson(first);
  await claims(page);
  await first.sees('You are talking to Dana now');
  await asksForPerson(second);
  await claims(page);
  await second.sees('You are talking to Dana now');
  await first.says('one more thing');
  await first.says('and another');
  await page.getByText('2 unread').waitFor();
  await page.getByRole('link', { name: /2 unread/ }).click();
  await logOf(page).getByText('and another').waitFor();
  await page.getByText('unread').waitFor({ state: 'detached' });
});

test('nothing that a customer sends runs at the desk, whatever a file is called', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  const customer = await newCustomer(stage, server);
  await asksForPerson(customer);
  await claims(page);
  const chooser = customer.page.waitForEvent('filechooser');
  await customer.page.getByRole('button', { name: /^Attach/ }).click();
  await (
    await chooser
  ).setFiles({
    name: '<img src=x onerror="window.harmed=1">.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('<script>window.harmed=2</script>'),
  });
  await customer.says('[press](javascript:window.harmed=3) <b onmouseover="window.harmed=4">me</b>');
  await logOf(page).getByText('onmouseover').waitFor();
  await logOf(page)
    .getByRole('link', { name: /onerror/ })
    .waitFor();
  expect(await page.evaluate(() => (window as unknown as { harmed?: number }).harmed)).toBeUndefined();
  expect(
    await page.locator('#desk').locator('script, [onerror], [onmouseover], a[href^=javascript]').count(),
  ).toBe(0);
});

test('the desk works by keyboard alone, with a list of its shortcuts', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  const customer = await newCustomer(stage, server);
  await asksForPerson(customer);
  await page.getByText('1 customer waiting').waitFor();
  await page.locator('body').press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor({ state: 'hidden' });
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'Reply' }).waitFor();
  await customer.sees('You are talking to Dana now');
  await page.keyboard.press('r');
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  await customer.sees('By keyboard');
  // Outside a text box, single keys work again.
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.locator('textarea[aria-label="New note"]:focus').waitFor();
  await page.keyboard.type('Knows keyboards');
  await page.keyboard.press('Enter');
  await logOf(page).getByText('Knows keyboards').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await page.getByText('closed as solved').waitFor();
  await page.keyboard.press('z');
  await page.getByRole('textbox', { name: 'Reply' }).waitFor();
  await page.getByText('closed as solved').waitFor({ state: 'detached' });
});

test('a chat is closed with an outcome after some seconds, and the next one opens', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  const [first, second] = [await newCustomer(stage, server), await newCustomer(stage, server)];
  for (const customer of [first, second]) {
    await asksForPerson(customer);
    await claims(page);
    await customer.sees('You are talking to Dana now');
  }
  await page.getByRole('button', { name: 'More ways to close' }).click();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('menuitem', { name: 'Close as needing follow-up' }).click();
  await page.getByText('closed, needs follow-up').waitFor();
  expect(await findings(page)).toEqual([]);
  // The other chat is open now, and the one that is being closed has left the list.
  await expect.poll(() => page.getByRole('list', { name: 'Mine' }).getByRole('link').count()).toBe(1);
  await says(page, 'Now you');
  await first.sees('Now you');
  expect((await second.bubbles()).join(' ')).not.toContain('has ended the chat');
  await second.sees('Dana has ended the chat');
});

test('a key that is held closes one chat only', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  for (const customer of [await newCustomer(stage, server), await newCustomer(stage, server)]) {
    await asksForPerson(customer);
    await claims(page);
    await customer.sees('You are talking to Dana now');
  }
  // Outside the text box, where single keys work.
  await page.getByRole('textbox', { name: 'Reply' }).press('Escape');
  const chats = page.getByRole('list', { name: 'Mine' }).getByRole('link');
  await page.keyboard.down('e');
  await page.getByText('closed as solved').waitFor();
  await page.keyboard.down('e');
  await page.keyboard.down('e');
  await page.keyboard.up('e');
  await page.keyboard.press('z');
  await expect.poll(() => chats.count()).toBe(2);
});

test('an agent whose page loads while the server restarts does not have to sign in again', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  await page.route('**/desk/api/me', (route) => route.fulfill({ status: 502, body: 'Bad gateway' }));
  await page.reload();
  await page.getByRole('status').getByText('Cannot reach the server.').waitFor();
  expect(await page.getByLabel('Password').count()).toBe(0);
  await page.unroute('**/desk/api/me');
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
});

test('a close is not lost when the agent leaves the page, and not sent if the customer writes again', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  const customer = await newCustomer(stage, server);
  await asksForPerson(customer);
  await claims(page);
  await customer.sees('You are talking to Dana now');
  await page.getByRole('button', { name: 'Close as solved' }).click();
  await customer.says('Wait, one more thing');
  await page.getByText('so the chat stays open').waitFor();
  await page.getByRole('list', { name: 'Mine' }).getByRole('link').click();
  await logOf(page).getByText('one more thing').waitFor();
  await page.getByRole('button', { name: 'Close as solved' }).click();
  await page.goto('about:blank');
  await customer.sees('Dana has ended the chat');
});

test('a second tab closes no chat whose close the first can still undo, and finishes what the first one left', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  const customer = await newCustomer(stage, server);
  await asksForPerson(customer);
  await claims(page);
  await customer.sees('You are talking to Dana now');
  await page.getByRole('button', { name: 'Close as solved' }).click();
  const second = await page.context().newPage();
  await second.goto(`${server.url}/desk#/mine`);
  await second.getByText('You have no chats.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await second.getByRole('list', { name: 'Mine' }).getByRole('link').waitFor();
  await says(page, 'Still here');
  await customer.sees('Still here');
  expect((await customer.bubbles()).join(' ')).not.toContain('has ended the chat');

  await page.getByRole('button', { name: 'Close as solved' }).click();
  await second.getByText('You have no chats.').waitFor();
  await page.close();
  await customer.sees('Dana has ended the chat');
});

test('a message waits for a busy server and a new session, and damaged storage causes no error', async () => {
  const server = await openDesk();
  const page = await atDesk(stage, server);
  const customer = await newCustomer(stage, server);
  await asksForPerson(customer);
  await claims(page);
  await customer.sees('You are talking to Dana now');
  const refusals = [429, 401];
  await page.route('**/desk/api/chats/*/messages', async (route) => {
    const status = refusals.shift();
    const error = { code: 'Refused', message: 'Not now.' };
    if (status === undefined) await route.continue();
    else await route.fulfill({ status, json: { error } });
  });
  await says(page, 'Sent in the end');
  await signIn(page);
  await customer.sees('Sent in the end');
  expect((await customer.bubbles()).filter((text) => text.includes('Sent in the end'))).toHaveLength(1);

  await page.evaluate(async () => {
    const { id } = (await (await fetch('/desk/api/me')).json()) as { id: string };
    sessionStorage.setItem(`support-desk:outbox:${id}`, '[{"reference":1},');
  });
  await page.reload();
  await says(page, 'After the damage');
  await customer.sees('After the damage');
});

test.each([
  ['light', 1280, 800],
  ['dark', 1280, 800],
  ['light', 390, 844],
  ['dark', 820, 1180],
] as const)('queue and chat are accessible: %s, %s px', async (colorScheme, width, height) => {
  const server = await openDesk({ accounts: { Dana: 'supervisor' } });
  const page = await atDesk(stage, server, { viewport: { width, height }, colorScheme });
  const customer = await newCustomer(stage, server);
  await asksForPerson(customer);
  await page.getByText('1 customer waiting').waitFor();
  expect(await findings(page)).toEqual([]);
  await screenshot(page, `desk-queue-${colorScheme}-${width}`);
  await claims(page);
  await customer.says('does EnShare cost anything?');
  await page.getByRole('group', { name: 'Suggested answers' }).waitFor();
  await page.getByRole('textbox', { name: 'Reply' }).fill('It costs nothing.');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  expect(await findings(page)).toEqual([]);
  expect(await isOneRow(page, '.tools'), 'the tools under the box').toBe(true);
  await page.getByRole('menuitem', { name: 'Transfer…' }).click();
  await page.getByRole('dialog', { name: 'Transfer this chat' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Send' }).click();
  await customer.sees('It costs nothing.');
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await screenshot(page, `desk-chat-${colorScheme}-${width}`);
});
