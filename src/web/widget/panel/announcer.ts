/** Long enough for screen readers to notice a change, and to read several messages as one. */
const TOGETHER_MS = 150;

/** Announces things to screen readers. */
export interface Announcer {
  element: HTMLElement;
  say(text: string): void;
}

/** One polite live region: each text is put into it once and replaced by the next. */
export function createAnnouncer(): Announcer {
  const element = document.createElement('div');
  element.className = 'unseen';
  element.setAttribute('aria-live', 'polite');
  element.setAttribute('aria-atomic', 'true');
  let waiting: string[] = [];
  return {
    element,
    say(text) {
      waiting.push(text);
      if (waiting.length > 1) return;
      setTimeout(() => {
        // The same text twice in a row would not be a change and so not be read.
        const words = waiting.join('\n');
        element.textContent = element.textContent === words ? `${words} ` : words;
        waiting = [];
      }, TOGETHER_MS);
    },
  };
}
