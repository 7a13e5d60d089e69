/** URLs stay as they are, because clients turn them into links. */
const addressOrMark = /https?:\/\/\S+|[\\`*_[\]<>#|~&]/g;

/** Escapes a text so that Markdown shows every character as typed. */
export const escapeMarkdown = (text: string): string =>
  text.replaceAll(addressOrMark, (found) => (found.length > 1 ? found : `\\${found}`));
