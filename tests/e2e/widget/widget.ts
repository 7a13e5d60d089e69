import { expect } from 'vitest';
import type { Locator, Page } from 'playwright-core';

/** The chat on a page, used as a visitor would use it: through what is visible and accessible names. */
export interface Widget {
  page: Page;
  launcher: Locator;
  box: Locator;
  log: Locator;
  open: () => Promise<void>;
  says: (text: string) => Promise<void>;
  presses: (name: string) => Promise<void>;
  /** Waits until this text is in the conversation. */
  sees: (words: string) => Promise<void>;
  chooses: (menuItem: string) => Promise<void>;
  /** The texts of the bubbles, from first to last. */
  bubbles: () => Promise<string[]>;
}

export function onWidget(page: Page): Widget {
  const launcher = page.getByRole('button', { name: /^Open chat/ });
  const box = page.getByRole('textbox', { name: 'Message', exact: true });
  const log = page.getByRole('log', { name: 'Conversation' });
  return {
    page,
    launcher,
    box,
    log,
    async open() {
      await launcher.click();
      await log.waitFor();
    },
    async says(text) {
      await box.fill(text);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
    },
    presses: (name) => page.getByRole('button', { name, exact: true }).click(),
    async sees(words) {
      await log.getByText(words).last().waitFor();
    },
    async chooses(menuItem) {
      await page.getByRole('button', { name: 'Chat menu' }).click();
      await page.getByRole('menuitem', { name: menuItem }).click();
    },
    async bubbles() {
      const texts = await page.locator('support-chat .bubble').allInnerTexts();
      return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim());
    },
  };
}

/** Waits until the bubbles are these, each without its sender. */
export const expectBubbles = async (widget: Widget, ...expected: string[]): Promise<void> => {
  await expect
    .poll(async () => (await widget.bubbles()).map((text) => text.replace(/^[^:]+: /, '')), {
      timeout: 15_000,
    })
    .toEqual(expected);
};
