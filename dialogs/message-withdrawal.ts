import { isOnly, type Turn } from './turn.ts';

/** A longer reply is a message or belongs in one, even if it contains words like these. */
const MAX_WORDS = 12;
/** In a longer reply, what seems to be a bare "no" or "cancel" has an object ("cancel my order"). */
const MAX_WORDS_OF_A_COMMAND = 4;

const clauseEnd = /[,.;:!?\n–—]|\s-\s|\b(?:because|since|but|as|and|so)\b/i;
/** Words around a withdrawal that add nothing to it. */
const fillers: ReadonlySet<string> = new Set(
  'oh ah um uh er wait whatever well actually sorry then ok okay fine please just yes thanks thank you hi hey now again anymore any more after all either too also really'.split(
    ' ',
  ),
);

const drops = String.raw`(?:forget|drop|cancel|scrap|skip|discard|delete|ditch|scratch|stop|bin|abort|undo|withdraw)(?: about)?`;
const theMessage = String.raw`(?:(?:the|my|that|this|a|any|whole) ){0,2}(?:message|note|request)(?: thing)?`;
const dont = String.raw`(?:i )?(?:don't|do not|won't|no longer|not)`;
const isAll = (...clauses: string[]): RegExp => new RegExp(`^(?:no |nah |nope )?(?:${clauses.join('|')})$`);
const isRefusal = /^(?:|no|nah|nope)$/;

/** Clauses that take the message back, whatever is said around them. */
const takesBack = isAll(
  `(?:let's |you can |i(?:'d| would) like to |i want to |can you |could you )?${drops} ${theMessage}`,
  `(?:don't|do not) (?:send|leave|pass|pass on|forward|bother with) (?:it|anything|${theMessage})(?: on)?`,
  `no (?:need (?:for|to (?:leave|send|write)) )?${theMessage}(?: (?:needed|necessary|required))?`,
  `${dont} (?:want|wish|need|like) (?:to )?(?:(?:leave|send|write) )?${theMessage}`,
  `${theMessage}(?: is|'s)? (?:not|isn't|no longer) (?:needed|necessary|required)`,
  `never ?mind|nvm|forget (?:about )?it|(?:don't|i won't) bother`,
);
/** Clauses that take something back: the message, if the reply says nothing else. */
const changesMind = isAll(
  `i(?:'ve| have)? (?:changed|change) my mind|(?:changed|change) (?:of|my) mind|on second thoughts?`,
  `(?:let's )?(?:${drops}|leave) (?:it|that|this|everything|all of (?:it|that)|the (?:whole )?(?:thing|lot))`,
  `${dont} (?:want|wish|need|like)(?: to)?(?: (?:leave|send|write|say))?(?: (?:it|that|this|one|anything|to))?`,
  `(?:i(?:'ve| have)? |it(?:'s| is| has| has been)? |(?:the|my) (?:problem|issue) (?:is|has been) )?(?:solved|sorted|fixed|resolved)(?: (?:it|itself|out|myself)){0,2}`,
  `(?:it|that|everything) (?:works|is working)|it's working`,
  `not (?:needed|necessary|required)|(?:there's |there is )?no need(?: for (?:it|that))?`,
);

const isFiller = (word: string): boolean => fillers.has(word);

/** A clause in lower case, without the words around it that add nothing. */
function coreOf(clause: string): string {
  const words = clause.toLowerCase().match(/[^\s"“”()]+/g) ?? [];
  const first = words.findIndex((word) => !isFiller(word));
  return first < 0 ? '' : words.slice(first, words.findLastIndex((word) => !isFiller(word)) + 1).join(' ');
}

/**
 * Whether a reply takes back the message that the customer is leaving. A message may itself be about cancelling or
 * changing one's mind ("I want to return it, I changed my mind"): such words count only if the reply says nothing else.
 */
export function withdrawsMessage(turn: Turn): boolean {
  const { utterance } = turn;
  const count = utterance.split(/\s+/).filter((word) => word !== '').length;
  if (count > MAX_WORDS) return false;
  if (count <= MAX_WORDS_OF_A_COMMAND && isOnly(turn, 'cancel')) return true;
  const clauses = utterance
    .split(clauseEnd)
    .map(coreOf)
    .filter((core) => !isRefusal.test(core));
  if (clauses.some((core) => takesBack.test(core))) return true;
  return clauses.length > 0 && clauses.every((core) => changesMind.test(core));
}
