import type { Chance } from './chance.ts';

const decapitalised = (text: string): string =>
  /^(?:I|[A-Z]{2,}|[A-Z]\w*[A-Z])\b/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);

/** Swaps two neighbouring letters of a longer word, as a hurried thumb would. */
function mistyped(text: string, chance: Chance): string {
  const words = text.split(' ');
  const at = words.findIndex((word) => /^[a-z]{6,}$/.test(word));
  const word = words[at];
  if (word === undefined) return text;
  const place = 2 + Math.floor(chance.random() * (word.length - 4));
  words[at] = `${word.slice(0, place)}${word.charAt(place + 1)}${word.charAt(place)}${word.slice(place + 2)}`;
  return words.join(' ');
}

type Frame = (text: string, chance: Chance) => string;

/** How different people phrase the same question. */
const frames: readonly (readonly [Frame, number])[] = [
  [(text) => text, 30],
  [(text) => text.toLowerCase().replace(/[?.]$/, ''), 22],
  [(text) => `Hi, ${decapitalised(text)}`, 9],
  [(text) => `Hello! ${text}`, 7],
  [(text) => `Good morning, ${decapitalised(text)}`, 4],
  [(text) => `quick question: ${decapitalised(text)}`, 5],
  [(text) => `Sorry to bother you, but ${decapitalised(text)}`, 3],
  [(text) => `${text.replace(/[?.]$/, '')}??`, 5],
  [(text, chance) => mistyped(text, chance), 10],
  [(text, chance) => mistyped(text.toLowerCase().replace(/[?.]$/, ''), chance), 5],
];

/** Phrases a question as one of many people would. */
export const framed: Frame = (text, chance) => chance.weighted(frames)(text, chance);
