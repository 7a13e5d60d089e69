import type { Page } from 'playwright-core';

/**
 * Translates a page as browsers and their add-ons do: each text node gives way to `<font>` elements, at once and for as
 * long as the page is there, shadow roots included. Words are «marked», not changed. It heeds no `translate="no"`, which
 * is harder on the page than the real ones.
 */
export const translate = (page: Page): Promise<void> =>
  page.evaluate(() => {
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
      }
    };
    const shadows = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    for (const root of [document.body, ...shadows]) {
      translateIn(root);
      new MutationObserver(() => translateIn(root)).observe(root, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    }
  });
