import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const lexicon = createRequire(import.meta.url).resolve(
  'natural/lib/natural/brill_pos_tagger/data/English/lexicon_from_posjs.json',
);

/** Words of chat and of this field that are missing from the lexicon, which comes from newspapers. */
const MODERN = (
  'pls plz thx btw asap app apps wifi router routers firmware laptop laptops smartphone smartphones iphone ' +
  'ipad android google alexa netflix youtube bluetooth ethernet online offline login email emails website ' +
  'internet vpn dns dhcp ssid lan wan nas usb hdmi led browser chrome firefox windows linux macos mesh reboot ' +
  'reset hacker hackers malware antivirus vlan poe wpa wep tkip aes password passwords username bitcoin hi hey ' +
  'hello ok okay yeah yep nope hola bonjour danke gracias merci'
).split(' ');

/** A key of the lexicon that is a plain word. */
const WORD = /(?<=^ *")[a-z]{3,}(?=":)/gm;

/**
 * Reads the words from the lexicon's text: parsed, with each word's parts of speech, it would take 30 MB.
 * @throws if the file is missing
 */
function readWords(): string[] {
  const found = readFileSync(lexicon, 'latin1').match(WORD) ?? [];
  // A substring keeps its whole text in memory, so the words are cut from a separate text.
  return found.join(' ').split(' ');
}

const words: ReadonlySet<string> = new Set([...readWords(), ...MODERN]);

/**
 * Whether a lower-case word is plain English. Such a word is never corrected to a word of the domain: a question about
 * a fridge is not about a bridge.
 */
export function isEnglish(word: string): boolean {
  return words.has(word);
}
