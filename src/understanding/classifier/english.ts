import lexicon from 'natural/lib/natural/brill_pos_tagger/data/English/lexicon_from_posjs.json' with { type: 'json' };

/** Words of chat and of this field that are missing from the lexicon, which comes from newspapers. */
const MODERN = (
  'pls plz thx btw asap app apps wifi router routers firmware laptop laptops smartphone smartphones iphone ' +
  'ipad android google alexa netflix youtube bluetooth ethernet online offline login email emails website ' +
  'internet vpn dns dhcp ssid lan wan nas usb hdmi led browser chrome firefox windows linux macos mesh reboot ' +
  'reset hacker hackers malware antivirus vlan poe wpa wep tkip aes password passwords username bitcoin hi hey ' +
  'hello ok okay yeah yep nope hola bonjour danke gracias merci'
).split(' ');

const WORD = /^[a-z]{3,}$/;
const words: ReadonlySet<string> = new Set([
  ...Object.keys(lexicon).filter((word) => WORD.test(word)),
  ...MODERN,
]);

/**
 * Whether a lower-case word is plain English. Such a word is never corrected to a word of the domain: a question about
 * a fridge is not about a bridge.
 */
export function isEnglish(word: string): boolean {
  return words.has(word);
}
