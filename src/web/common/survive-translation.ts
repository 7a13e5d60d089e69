/** What replaces a text on the page: a translator's `<font>`, and the original text nodes. */
interface Translation {
  font: Element;
  /** Each text node with its original text. */
  texts: Map<Text, string>;
}

/**
 * Keeps rendering alive while a browser translates the page. Translators replace text nodes with `<font>` elements, but
 * Preact keeps writing into the nodes it knows, so the page would freeze. This puts each replaced text node back,
 * empty, right before its translation. Preact finds it where it was, and when Preact changes or removes it, the
 * outdated translation is removed.
 * Nothing outside `root` is observed or touched.
 * @returns a function that stops it
 */
export function surviveTranslation(root: Node): () => void {
  const translations = new WeakMap<Node, Translation>();

  /** @param cause the node that was written or removed: it stays as it is */
  const end = ({ font, texts }: Translation, cause: Node): void => {
    font.remove();
    translations.delete(font);
    for (const [text, words] of texts) {
      translations.delete(text);
      if (text !== cause) text.data = words;
    }
  };
  const takeBack = (text: Text, font: Element): void => {
    const translation = translations.get(font) ?? { font, texts: new Map<Text, string>() };
    translation.texts.set(text, text.data);
    translations.set(font, translation).set(text, translation);
    // Some translators wrap the text node itself and change it later.
    if (font.contains(text)) text.replaceWith(text.cloneNode());
    text.data = '';
    font.before(text);
  };
  /** The translation that replaced a text; a translation of several neighbours goes with the first. */
  const fontOf = (text: Text, { addedNodes, previousSibling, nextSibling }: MutationRecord) =>
    outerFont(text) ??
    [...addedNodes, previousSibling, nextSibling].find(
      (node): node is Element => isFont(node) && node.isConnected && !translations.has(node),
    );

  const observer = new MutationObserver((records) => {
    const lastFonts = new Map<Node, Element>();
    for (const record of records) {
      const { type, target, removedNodes } = record;
      if (type === 'characterData') {
        const translation = translations.get(target);
        if (translation !== undefined) end(translation, target);
      }
      for (const node of removedNodes) {
        const translation = translations.get(node);
        if (translation !== undefined) {
          // Preact has removed the text, or the translator shows the original again.
          if (!node.isConnected) end(translation, node);
        } else if (node instanceof Text) {
          const font = fontOf(node, record) ?? lastFonts.get(target);
          if (font === undefined || (node.isConnected && !font.contains(node))) continue;
          lastFonts.set(target, font);
          takeBack(node, font);
        }
      }
    }
    for (const { addedNodes } of records) for (const node of addedNodes) keepTogether(node);
    // Ignore the changes made here.
    observer.takeRecords();
  });

  /** Preact inserts siblings right after a text node, where the translation is. */
  const keepTogether = (node: Node): void => {
    const translation = node.previousSibling === null ? undefined : translations.get(node.previousSibling);
    if (translation === undefined || translations.has(node) || node.previousSibling === translation.font)
      return;
    node.parentNode?.insertBefore(translation.font, node);
  };

  observer.observe(root, { childList: true, characterData: true, subtree: true });
  return () => observer.disconnect();
}

const isFont = (node: Node | null | undefined): node is Element => node?.nodeName === 'FONT';

function outerFont(text: Text): Element | undefined {
  let font: Element | undefined;
  for (let parent = text.parentElement; isFont(parent); parent = parent.parentElement) font = parent;
  return font;
}
