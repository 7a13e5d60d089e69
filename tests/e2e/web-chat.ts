import type { Locator, Page } from 'playwright-core';

/** A visitor's tab with Web Chat in it, used as a person would use it. */
export interface WebChat {
  page: Page;
  says(text: string): Promise<void>;
  /** Presses a choice offered under the conversation. */
  presses(label: string): Promise<void>;
  /** Waits until a message with this text is shown; returns its element. */
  sees(words: string): Promise<Locator>;
  /** Waits until Web Chat says that it is connected and has sent everything. */
  isConnected(): Promise<void>;
  /** The first words of every message shown, from first to last. */
  beginnings(): Promise<string[]>;
}

const WORDS = 4;

/** Drives Web Chat on a page that has it. */
export function onWebChat(page: Page): WebChat {
  const messages = page.locator('.webchat__basic-transcript__transcript .webchat__bubble__content');
  const message = (words: string): Locator => messages.filter({ hasText: words }).last();
  return {
    page,
    async says(text) {
      const box = page.getByLabel('Message input box');
      await box.fill(text);
      await box.press('Enter');
    },
    async presses(label) {
      await page
        .getByRole('toolbar', { name: 'Suggested actions' })
        .getByRole('button', { name: label, exact: true })
        .click();
    },
    async sees(words) {
      await message(words).waitFor();
      return message(words);
    },
    async isConnected() {
      // It shows a line above the box while connecting, and "Sending" or "Retry" under unsent messages.
      await page.locator('.webchat__connectivityStatus').waitFor({ state: 'detached' });
      await page.getByText(/^(Sending|Send failed)/).waitFor({ state: 'detached' });
    },
    async beginnings() {
      const texts = await messages.allInnerTexts();
      return texts.map((text) => text.trim().split(/\s+/).slice(0, WORDS).join(' '));
    },
  };
}
