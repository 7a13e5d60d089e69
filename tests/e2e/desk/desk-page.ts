import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import type { Role } from '#store/roles.ts';
import { createDataDir } from '#tests/support/data-dir.ts';
import { runCommand } from '#tests/support/run-command.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { newVisitor, type Stage } from '../widget/visits.ts';
import type { Widget } from '../widget/widget.ts';

export const password = 'a long enough password';

export interface DeskSetting {
  /** Accounts by name, with their roles; by default Dana, an agent. */
  accounts?: Record<string, Role>;
  environment?: Record<string, string>;
}

/** The real server with accounts at its desk. */
export async function openDesk({
  accounts = { Dana: 'agent' },
  environment: more = {},
}: DeskSetting = {}): Promise<ServerProcess> {
  const environment = { DATA_DIR: createDataDir(), OPENING_HOURS: 'Mon 03:00-03:01', ...more };
  const server = await startServer(environment);
  for (const [name, role] of Object.entries(accounts)) {
    const email = `${name.toLowerCase()}@example.com`;
    const args = ['add', '--name', name, '--email', email, '--role', role, '--password-stdin'];
    const { exitCode, errors } = await runCommand('agents', args, { environment, input: `${password}\n` });
    expect([exitCode, errors]).toEqual([0, '']);
  }
  return server;
}

/** An agent's browser, signed in at the desk. */
export async function atDesk(
  stage: Stage,
  server: ServerProcess,
  { name = 'Dana', ...options }: BrowserContextOptions & { name?: string } = {},
): Promise<Page> {
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  onTestFinished(() => expect(troubles).toEqual([]));
  await page.goto(`${server.url}/desk`);
  await signIn(page, name);
  return page;
}

/** Signs in on a page of the desk. */
export async function signIn(page: Page, name = 'Dana'): Promise<void> {
  await page.getByLabel('E-mail').fill(`${name.toLowerCase()}@example.com`);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
}

/** A customer with an open chat who has asked about a model. */
export async function newCustomer(stage: Stage, server: ServerProcess): Promise<Widget> {
  const widget = await (await newVisitor(stage)).goesTo(server.url);
  await widget.open();
  await widget.sees('Hello! I can help');
  await widget.says('is the ESR900 patched?');
  await widget.sees('ESR900:');
  return widget;
}

/** A customer who wants a person, finds nobody available, and leaves a message. */
export async function leavesMessage(
  stage: Stage,
  server: ServerProcess,
  words = 'My ESR900 loses its guest network every night.',
): Promise<Widget> {
  const widget = await newCustomer(stage, server);
  await widget.presses('Talk to a person');
  await widget.sees('Somebody will be back on');
  await widget.says('Leave a message');
  await widget.sees('What shall I pass on?');
  await widget.says(words);
  await widget.sees('your name?');
  await widget.says('Sam');
  await widget.sees('an e-mail address');
  await widget.presses('Answer me in this chat');
  await widget.sees('message has been passed on');
  return widget;
}

/** Goes to a view of the desk by its link. @param view its id */
export const goTo = (page: Page, view: string): Promise<void> =>
  page.getByRole('navigation').locator(`a.rail-item[href="#/${view}"]`).click();

/** The button of the agent's own menu; its name says who they are and whether they are available. */
export const meButton = (page: Page) =>
  page.getByRole('button', { name: /, (available|busy|away|connecting)$/ });

/** Chooses from the menu under the agent's name. */
export async function chooseForMe(page: Page, choice: string): Promise<void> {
  await meButton(page).click();
  await page.getByRole('menu').getByText(choice, { exact: true }).click();
}

/** Presses Tab until something with this name has the focus. @throws if it cannot be reached */
export async function focusOn(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    // Nothing has the focus at first.
    const now = await page
      .locator(':focus')
      .evaluate(
        (element) =>
          element.getAttribute('aria-label') ??
          element.closest('label')?.textContent ??
          element.textContent ??
          '',
        undefined,
        { timeout: 1000 },
      )
      .catch(() => '');
    if (name.test(now)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${name} cannot be reached.`);
}

/** Presses Tab until something has the focus. @throws if it cannot be reached */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 100; presses += 1) {
    if (await target.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(target)} cannot be reached.`);
}

/** Whether the content of an element is on one line. */
export const isOneRow = (page: Page, selector: string): Promise<boolean> =>
  page.locator(selector).evaluate((element) => {
    const boxes = [...element.children]
      .map((child) => child.getBoundingClientRect())
      .filter(({ height }) => height > 1);
    return Math.max(...boxes.map(({ top }) => top)) < Math.min(...boxes.map(({ bottom }) => bottom));
  });
