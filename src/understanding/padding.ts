/** What people write before a question without asking anything: "hi team, quick one:", "actually wait,". */
const openers = [
  String.raw`(?:hi|hello|hey|hiya|howdy|yo|dear|good (?:morning|afternoon|evening|day))(?: (?:again|there|all|everyone|everybody|folks|guys|team|support|engenius|sir|madam|bot|mate|to (?:you|all)))*`,
  String.raw`(?:um+|uh+|er+m?|h+m+|ah+|oh+|ooh|aha|lol|haha|ok(?:ay)?|k|right|alright|all right|well|anyways?|cool|great|nice|good|perfect|fine|super|got it|i see|understood|makes sense|fair enough|no worries|no problem|sure)`,
  String.raw`(?:thanks|thank you|thx|ty|cheers|ta)(?: (?:so much|a lot|very much|for (?:that|this|the (?:info|answer|help)|your (?:help|answer))))?`,
  String.raw`(?:actually|wait|hang on|hold on|one (?:sec|second|moment)|just a (?:sec|second|moment)|listen|look|sorry|excuse me|pardon(?: me)?|please|pls|plz|basically|honestly|seriously)`,
  String.raw`(?:(?:no|nope|nah|oh)[ ,]+)?(?:(?:forget|leave|skip|scratch|drop) (?:it|that|this)|never ?mind|nvm)(?= ?[.!;:,–-])`,
  String.raw`(?:also|plus|then|next|now|lastly|finally|first(?:ly| of all)?|second(?:ly)?|third(?:ly)?|besides|by the way|btw|oh and|and also|and then|so)`,
  String.raw`(?:(?:just )?(?:a |one |my |the |another )?(?:quick|short|small|simple|stupid|silly|dumb|other|next|last|final|second|first|third|more|further)? ?(?:question|thing|one)s?(?: (?:is|was|please|for you|though|about (?:that|this|it)))?|just (?:wondering|curious|checking|asking))(?= ?[,:;.!–-]| (?:is|are|can|could|do|does|did|has|have|will|would|how|what|which|where|when|who|why|if|whether)\b)`,
  String.raw`(?:(?:can|could|would|will) (?:you|u|someone|anyone|anybody|somebody) (?:please |kindly |maybe |perhaps )?(?:tell|let|advise|inform|explain to|help) (?:me|us)(?: know| understand)?|(?:please |kindly )(?:tell|let|advise|inform) (?:me|us)(?: know)?|(?:i|we)(?:['’]d| would)? ?(?:really |just |also |only )?(?:like|want|wanted|need|wish) to (?:know|ask|find out|understand)|(?:i|we) (?:was|were|am|are) (?:just )?(?:wondering|curious)|(?:i|we) (?:just |also )?wonder(?:ed)?|(?:may|can|could) (?:i|we) (?:please |just |also )?(?:ask|know)|do (?:you|u) (?:happen to )?know|any idea|(?:he|she|they|my \w+) (?:also )?(?:wonder|ask|want)(?:s|ed)?(?: to know| me)?)`,
];
const opening = new RegExp(
  String.raw`^[^\p{L}\p{N}]*(?:${openers.join('|')})(?![\p{L}\p{N}'’]|-\p{L})[^\p{L}\p{N}]*`,
  'iu',
);

/** What they write after it: "lol", "thanks in advance", "please". */
const closing =
  /[^\p{L}\p{N}]+(?:lol|haha+|please|pls|plz|thx|ty|thanks|thank you|many thanks|cheers|ta|mate|dude|bro|man|guys|folks|btw|by the way|or what|or not|tho|though|innit|asap|in advance|(?:so|very) much|a lot|just (?:wondering|curious|asking|checking)|any idea|do you know|if (?:i may|i might|you (?:don['’]t mind|know)))[^\p{L}\p{N}]*$/iu;

/** At most this many are removed at either end. */
const MAX_REMOVED = 5;
/** No closing words are longer than this. */
const LONGEST_CLOSING = 40;

/** Returns a question without the greetings, asides and courtesies around it; '' if nothing else is left. */
export function withoutPadding(text: string): string {
  let plain = text;
  for (let count = 0; count < MAX_REMOVED && opening.test(plain); count++) plain = plain.replace(opening, '');
  for (let count = 0; count < MAX_REMOVED; count++) {
    const at = Math.max(0, plain.length - LONGEST_CLOSING);
    const end = plain.slice(at);
    const rest = end.replace(closing, '');
    if (rest === end) break;
    plain = plain.slice(0, at) + rest;
  }
  return plain === text ? text : plain.replace(/^if (?=\S)|^whether (?=\S)|^about (?=\S)/i, '').trim();
}
