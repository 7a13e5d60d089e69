import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NONE, numberOfWord, type WordTable, wordTable } from './tables.ts';

const lexicon = createRequire(import.meta.url).resolve(
  'natural/lib/natural/brill_pos_tagger/data/English/lexicon_from_posjs.json',
);

/** Words of chat and of this field that are missing from the lexicon, which comes from newspapers. */
const MODERN = (
  'pls plz thx btw asap app apps wifi router routers firmware smartphone smartphones iphone ipad ' +
  'android google alexa netflix youtube bluetooth ethernet offline login email emails website ' +
  'internet vpn dns dhcp ssid lan nas usb hdmi browser firefox linux macos reboot malware antivirus ' +
  'vlan poe wpa wep tkip aes password username bitcoin hi ok yep nope hola bonjour danke gracias ' +
  'merci'
).split(' ');

/** A key of the lexicon that is a plain word. */
const WORD = /(?<=^ *")[a-z]{3,}(?=":)/gm;

/**
 * Reads the words from the lexicon's text: parsed, with each word's parts of speech, it would take 30 MB.
 * @throws if the file is missing
 */
function readWords(): WordTable {
  const found = readFileSync(lexicon, 'latin1').match(WORD) ?? [];
  return wordTable([...found, ...MODERN]);
}

let words: WordTable | undefined;

/**
 * Whether a lower-case word is plain English. Such a word is never corrected to a word of the domain: a question about
 * a fridge is not about a bridge. The first call reads the words, which takes some 20 ms.
 */
export function isEnglish(word: string): boolean {
  words ??= readWords();
  return numberOfWord(words, word) !== NONE;
}
