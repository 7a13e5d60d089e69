/** Long enough for screen readers to notice a change, and for several messages at once to be read as one. */
const TOGETHER_MS = 150;

/** Says things to who listens to the screen instead of looking at it. */
export interface Announcer {
  element: HTMLElement;
  say(text: string): void;
}

/** One polite live region: what is said is put into it as text, once, and replaced by what is said next. */
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
        // The same words twice in a row would be no change, and so not be heard.
        const words = waiting.join('\n');
        element.textContent = element.textContent === words ? `${words} ` : words;
        waiting = [];
      }, TOGETHER_MS);
    },
  };
}
