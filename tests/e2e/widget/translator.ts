import type { Page } from 'playwright-core';

/** What the translator stores in the page, for undoing its work. */
interface Translated {
  showOriginal: () => void;
}

/**
 * Translates a page as browsers and their add-ons do: replaces each text node with `<font>` elements, at once and for
 * as long as the page is open, shadow roots included. It «marks» words instead of translating them, and ignores
 * `translate="no"`, which is harder on the page than real translators are.
 */
export const translate = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const originals = new Map<Element, Text>();
    const isWanted = ({ data, parentElement }: Text): boolean =>
      data.trim() !== '' && parentElement?.closest('font, script, style, textarea, select') === null;
    const translateIn = (root: Node): void => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts.filter(isWanted)) {
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        inner.textContent = `«${text.data}»`;
        outer.append(inner);
        text.replaceWith(outer);
        originals.set(outer, text);
      }
    };
    const shadows = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    const observers = [document.body, ...shadows].map((root) => {
      translateIn(root);
      const observer = new MutationObserver(() => translateIn(root));
      observer.observe(root, { childList: true, characterData: true, subtree: true });
      return observer;
    });
    const translated: Translated = {
      showOriginal() {
        for (const observer of observers) observer.disconnect();
        for (const [font, text] of originals) if (font.isConnected) font.replaceWith(text);
      },
    };
    Object.assign(window, translated);
  });

/** Restores the original texts in place of their translations. */
export const showOriginal = (page: Page): Promise<void> =>
  page.evaluate(() => (window as unknown as Translated).showOriginal());
