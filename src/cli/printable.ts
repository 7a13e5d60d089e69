/**
 * Text from outside as it may stand in a terminal, which takes some characters for commands: control characters, and
 * signs that turn the direction of writing, become U+FFFD. Line breaks and tabs stay.
 */
export const printable = (text: string): string =>
  text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]|\p{Bidi_Control}/gu, '\ufffd');

/** The same for JSON, which goes on saying what it said: there is an escape for each of these characters. */
export const printableJson = (json: string): string =>
  json.replaceAll(
    /[^\P{Cc}\n\t]|\p{Bidi_Control}/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
