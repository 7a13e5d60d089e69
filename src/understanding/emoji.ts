/** What people mean by an emoji that is a whole message. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/[👍👌🆗✅✔☑💯🫡]/u, 'ok good'],
  [/[👎🙅❌🚫✖]/u, 'that did not help'],
  [/[🙏🙇❤♥💙💚💛🧡💜🫶💐🌹🤝]/u, 'thank you'],
  [/[👋🤚✋]/u, 'hello'],
  [/[😡😠🤬😤👿💢]/u, 'this is useless'],
  [/[🤔❓❔⁉🤷😕]/u, 'what do you mean'],
  [/[\p{Extended_Pictographic}]/u, 'i see'],
];

/** The words for a message that consists only of emoji; any other text unchanged. */
export function inWords(text: string): string {
  if (/[\p{L}\p{N}]/u.test(text)) return text;
  return meanings.find(([emoji]) => emoji.test(text))?.[1] ?? text;
}
