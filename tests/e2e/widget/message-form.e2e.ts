import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { createDataDir } from '#tests/support/data-dir.ts';
import { openMailServer } from '#tests/support/mail-server.ts';
import { findings } from '../axe.ts';
import { screenshot } from '../browser.ts';
import { startServer } from '../server-process.ts';
import { newVisitor, setStage } from './visits.ts';
import type { Widget } from './widget.ts';

const stage = setStage();

const formOn = (page: Page) => page.getByRole('form', { name: /^(Leave a message|Nachricht hinterlassen)$/ });
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

/** The scripted bot asks for a message, in a conversation that the visitor has started. */
async function asked(widget: Widget, ticketForm: object = { cancel: 'Cancel' }): Promise<void> {
  await widget.says('hi');
  await widget.sees('You said: hi');
  await stage.server.says({
    type: 'message',
    text: 'What shall I pass on?',
    channelData: { reply: { kind: 'question', ticketForm } },
    suggestedActions: { to: [], actions: [{ type: 'imBack', title: 'Skip this', value: 'Skip this' }] },
  });
  await formOn(widget.page).waitFor();
}

describe('the form for leaving a message', () => {
  test('leaves a message with the real bot, by keyboard alone', async () => {
    const { url } = await startServer({ DATA_DIR: createDataDir() });
    const visitor = await newVisitor(stage);
    const widget = await visitor.goesTo(url);
    await widget.launcher.waitFor();
    await widget.open();
    await widget.sees('Hello! I can help');
    await widget.says('I would like to leave a message');
    const { page } = widget;
    await formOn(page).waitFor();
    await expect.poll(() => widget.box.evaluate((box) => box.matches(':focus'))).toBe(true);
    // Moves back from the text box, past the end of the conversation.
    while (!(await field(page, 'Your message').evaluate((box) => box.matches(':focus'))))
      await page.keyboard.press('Shift+Tab');
    await page.keyboard.type('My bridge link drops every hour.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Kim Lund');
    await page.keyboard.press('Tab');
    await page.keyboard.type('kim@example.com');
    await screenshot(page, 'widget-form-filled');
    await page.keyboard.press('Enter');
    await widget.sees('Your message has been passed on');
    await expect.poll(() => formOn(page).count()).toBe(0);
    expect((await widget.bubbles()).at(-2)).toContain('Kim Lund, kim@example.com');
    await screenshot(page, 'widget-form-sent');
    expect(visitor.troubles).toEqual([]);
  });

  test('says at each field what is wrong, and moves to the first', async () => {
    const widget = await (await newVisitor(stage)).goes({});
    await widget.open();
    await asked(widget);
    const { page } = widget;
    const [message, email] = [field(page, 'Your message'), field(page, 'Your e-mail address (optional)')];
    await email.fill('kim@home');
    await widget.presses('Send message');
    await expect.poll(() => message.evaluate((box) => box.matches(':focus'))).toBe(true);
    await expect.poll(() => message.getAttribute('aria-invalid')).toBe('true');
    const described = (box: typeof message) =>
      box.evaluate((element) => {
        const root = element.getRootNode() as ShadowRoot;
        return root.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent;
      });
    await expect.poll(() => described(message)).toBe('Please write a message first.');
    await expect.poll(() => described(email)).toContain('name@example.com');
    expect(await findings(page)).toEqual([]);
    await screenshot(page, 'widget-form-problems');
    await message.fill('My bridge drops');
    await email.fill('kim@example.com');
    await expect.poll(() => message.getAttribute('aria-invalid')).toBe('false');
    await widget.presses('Send message');
    await widget.sees('You said: My bridge drops');
    expect(stage.server.received.at(-1)?.value).toMatchObject({
      kind: 'leave-message',
      text: 'My bridge drops',
      email: 'kim@example.com',
    });
  });

  test('survives a reload with its text, and disappears when the visitor writes in the chat', async () => {
    const widget = await (await newVisitor(stage)).goes({});
    await widget.open();
    await asked(widget, { name: 'Kim Lund' });
    const { page } = widget;
    await expect.poll(() => field(page, 'Your name (optional)').inputValue()).toBe('Kim Lund');
    await field(page, 'Your message').fill('Half a sentence');
    await page.reload();
    await formOn(page).waitFor();
    await expect.poll(() => field(page, 'Your message').inputValue()).toBe('Half a sentence');
    await widget.says('I would rather say it here');
    await widget.sees('You said: I would rather say it here');
    await expect.poll(() => formOn(page).count()).toBe(0);
  });

  test('can be cancelled with the words that the bot named, or simply closed', async () => {
    const widget = await (await newVisitor(stage)).goes({});
    await widget.open();
    await asked(widget);
    await widget.presses('Cancel');
    await widget.sees('You said: Cancel');
    await asked(widget, {});
    await widget.presses('Cancel');
    await expect.poll(() => formOn(widget.page).count()).toBe(0);
    // The suggested replies are back.
    await widget.page.getByRole('button', { name: 'Skip this' }).waitFor();
  });

  test.each([
    { name: 'light', options: { colorScheme: 'light' }, page: {} },
    { name: 'dark', options: { colorScheme: 'dark' }, page: {} },
    { name: 'rtl', options: {}, page: { dir: 'rtl' } },
    { name: 'german-phone', options: { viewport: { width: 390, height: 844 } }, page: { lang: 'de' } },
  ] as const)('is accessible and keeps its layout: $name', async ({ name, options, page: pageOptions }) => {
    const widget = await (await newVisitor(stage, options)).goes(pageOptions);
    await widget.page.getByRole('button', { name: /^(Open chat|Chat öffnen)/ }).click();
    const german = 'lang' in pageOptions;
    const box = german ? field(widget.page, 'Nachricht') : widget.box;
    await box.fill('hi');
    await box.press('Enter');
    await widget.page.getByText('You said: hi').last().waitFor();
    await stage.server.says({
      type: 'message',
      text: 'What shall I pass on?',
      channelData: { reply: { kind: 'question', ticketForm: { cancel: 'Cancel' } } },
    });
    await formOn(widget.page).waitFor();
    expect(await findings(widget.page)).toEqual([]);
    const overflow = await formOn(widget.page).evaluate((form) => form.scrollWidth - form.clientWidth);
    expect(overflow).toBe(0);
    await screenshot(widget.page, `widget-form-${name}`);
  });
});

test('a visitor can have the chat mailed from the menu', async () => {
  const mail = await openMailServer();
  const { url } = await startServer({
    DATA_DIR: createDataDir(),
    SMTP_URL: mail.url,
    MAIL_FROM: 'bot@example.com',
    MAIL_TO: 'support@example.com',
  });
  const visitor = await newVisitor(stage);
  const widget = await visitor.goesTo(url);
  await widget.launcher.waitFor();
  await widget.open();
  await widget.sees('Hello! I can help');
  await widget.chooses('E-mail this chat');
  const { page } = widget;
  const address = field(page, 'E-mail address');
  await expect.poll(() => address.evaluate((box) => box.matches(':focus'))).toBe(true);
  await address.fill('kim');
  await address.press('Enter');
  await page.getByText('Please check the address').waitFor();
  expect(await findings(page)).toEqual([]);
  await screenshot(page, 'widget-mail');
  await address.fill('kim@example.com');
  await address.press('Enter');
  await page.getByText('A copy of this chat is on its way to kim@example.com.').waitFor();
  await screenshot(page, 'widget-mail-sent');
  await expect.poll(() => mail.mails.length, { timeout: 15_000 }).toBe(1);
  await widget.presses('Close');
  await expect.poll(() => page.getByRole('form', { name: 'E-mail this chat' }).count()).toBe(0);
});

test('no mailed copy is offered if the server sends no mail', async () => {
  const widget = await (await newVisitor(stage)).goes({});
  await widget.open();
  await widget.presses('Chat menu');
  await widget.page.getByRole('menuitem', { name: 'Download this chat' }).waitFor();
  await expect.poll(() => widget.page.getByRole('menuitem', { name: 'E-mail this chat' }).count()).toBe(0);
});
