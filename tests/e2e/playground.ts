import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { createDataDir } from '../support/data-dir.ts';
import { freePort } from '../support/free-port.ts';
import { npmPackage } from './npm-package.ts';
import { runUntilReady } from './running-process.ts';
import { startServer } from './server-process.ts';

/** Microsoft's Agents Playground: plays a Bot Framework channel on this machine. 15 MB, for this test only. */
const PLAYGROUND = '@microsoft/m365agentsplayground@0.2.28';
const PATIENCE_MS = 15_000;

/**
 * The Playground's page, once it has told the real server that somebody joined.
 * @param given a server that is already running
 */
export async function openPlayground(
  browser: Browser,
  channel: 'emulator' | 'msteams',
  given?: { url: string },
): Promise<Page> {
  const dataDir = createDataDir();
  const [server, folder, port] = await Promise.all([
    given ?? startServer({ DATA_DIR: dataDir }),
    npmPackage(PLAYGROUND),
    freePort(),
  ]);
  const playground = await runUntilReady(join(folder, 'cli.js'), {
    args: [
      'start',
      `--app-endpoint=${server.url}/api/messages`,
      `--channel-id=${channel}`,
      `--port=${port}`,
      '--disable-telemetry',
    ],
    // It writes a log to its working directory.
    cwd: dataDir,
    environment: { TEAMSAPPTESTER_BROWSER: 'none' },
    ready: `Listening on ${port}`,
  });
  onTestFinished(() => playground.end('SIGKILL'));
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  page.setDefaultTimeout(PATIENCE_MS);
  // Its fonts come from the internet, which tests do not use.
  await page.route(/^https:/, (route) => route.abort());
  await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'domcontentloaded' });
  return page;
}

/** Resolves when the text is shown. */
export const sees = (page: Page, words: string): Promise<void> => page.getByText(words).last().waitFor();

/** Its page mixes up messages that arrive within one second, faster than anybody types. */
export async function isWelcomed(page: Page): Promise<void> {
  await sees(page, 'Hello! I can help');
  await page.getByRole('button', { name: 'Talk to a person' }).waitFor();
  await page.waitForTimeout(1_100);
}

/** Writes in the bot's private chat with the person. */
export async function says(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').first().click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Mentions the bot in the text box, followed by a message. */
export async function mentions(
  page: Page,
  text: string,
  textbox = page.getByRole('textbox').first(),
): Promise<void> {
  await textbox.click();
  await page.keyboard.type('@');
  await page.getByRole('menuitem', { name: 'Test Bot' }).click();
  await page.keyboard.type(` ${text}`);
  await page.keyboard.press('Enter');
}
