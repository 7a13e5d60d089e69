/** Addresses stay as they are: what shows them makes links of them. */
const addressOrMark = /https?:\/\/\S+|[\\`*_[\]<>#|~&]/g;

/** A text as Markdown that shows every character as it was typed. */
export const escapeMarkdown = (text: string): string =>
  text.replaceAll(addressOrMark, (found) => (found.length > 1 ? found : `\\${found}`));
