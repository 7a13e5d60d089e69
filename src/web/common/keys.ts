/**
 * Whether a key belongs to an input method that is still making a word. Safari ends the word before it tells of the
 * key that did it, and then only the key's code says so.
 */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/** Whether a key sends what is written: Enter alone. With Shift it begins a new line. */
export const isSendKey = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && !event.shiftKey && !isComposing(event);
