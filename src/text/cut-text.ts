const isFirstHalf = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isSecondHalf = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/**
 * Returns the beginning of a text, without splitting a surrogate pair.
 * @param most the maximum length in UTF-16 code units, as `length` counts them
 */
export const cutText = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, isFirstHalf(text.charCodeAt(most - 1)) ? most - 1 : most);

/**
 * Returns the end of a text, without splitting a surrogate pair.
 * @param most the maximum length in UTF-16 code units, as `length` counts them
 */
export const endOfText = (text: string, most: number): string => {
  const from = text.length - most;
  return from <= 0 ? text : text.slice(isSecondHalf(text.charCodeAt(from)) ? from + 1 : from);
};
