/**
 * Whether a key belongs to an input method that is still composing a word. Safari ends the composition before it
 * reports the key that ended it; only the key code then shows it.
 */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/** Whether a key sends the message: Enter alone. Shift+Enter starts a new line. */
export const isSendKey = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && !event.shiftKey && !isComposing(event);
