/**
 * Makes text from outside safe for a terminal, which treats some characters as commands: control characters, and
 * characters that change the direction of writing, become U+FFFD. Line breaks and tabs stay.
 */
export const printable = (text: string): string =>
  text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]|\p{Bidi_Control}/gu, '\ufffd');

/** Does the same for JSON without changing its meaning, because JSON can escape each of these characters. */
export const printableJson = (json: string): string =>
  json.replaceAll(
    /[^\P{Cc}\n\t]|\p{Bidi_Control}/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
