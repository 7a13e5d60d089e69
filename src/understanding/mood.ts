import { wording } from './context.ts';

const things =
  'bot|robot|chat|thing|machine|app|router|camera|device|box|product|firmware|company|website|support|service|answer';
/** Words of anger at us, our devices or this chat. Each is unambiguous by itself. */
const angry = new RegExp(
  [
    String.raw`\b(?:useless|worthless|ridiculous|pathetic|unacceptable|outrageous|disgrace(?:ful)?|appalling|disgusting|incompetent|clueless|hopeless|rip-?off|scammed|furious|fuming|livid|pissed(?: off)?|fed up|sucks|damn(?:ed|it)?|crap(?:py)?|bullshit|bull ?shit|wtf|goddamn|shambles|farce|laughable|insulting|atrocious|abysmal|dreadful|diabolical|infuriating|assholes?|arseholes?|liars)\b`,
    String.raw`\b(?:sick of (?:this|you|it|your)|sick and tired|(?:i['’]ve|i have|i) had enough|(?:i['’]ve|i have) had it|enough of (?:this|you|your)|shame on you|i hate (?:this|you|your|it)|i give up|thanks for nothing|(?:should|ought to) be ashamed)\b`,
    String.raw`\b(?:are you (?:\w+ )?(?:kidding|joking|having a laugh)|you(?:['’]ve| have)?(?: got)? (?:to|must) be (?:kidding|joking)|you must be (?:kidding|joking))\b`,
    String.raw`\b(?:so|totally|completely) done with (?:this|you|your|it|them)\b|\blosing my mind\b|\b(?:i|we)(?:['’]ve| have| was| were|['’]m| am) (?:\w+ ){0,3}on hold for\b`,
    String.raw`\byou(?:['’]re| are|r)? (?:\w+ ){0,3}(?:thieves|crooks|scammers)\b|\b(?:this|it|that)(?:['’]s| is) (?:\w+ ){0,2}(?:scam|unbelievable)\b|\b(?:what a|such a|total|complete|absolute) scam\b|^\W*unbelievable\W*$|\bunbelievable\W+(?:how|that|you|this|what|no)\b`,
    String.raw`\b(?:this|these|your|that) (?:\w+ )?(?:garbage|junk|trash|rubbish)\b|\b(?:this|these|your|that) (?:stupid|dumb|idiotic|damned|lousy|awful|terrible|useless) \w+`,
    String.raw`\byou (?:guys |people |have |lot |just )*(?:broke|broken|ruined|killed|wrecked|destroyed|lied)\b`,
    String.raw`\b(?:helpful|great|useful|brilliant)\b(?: \w+)?[ .,]*\(?\bnot\)?\W*$`,
    String.raw`\b(?:driving me|makes? me|making me) (?:absolutely )?(?:crazy|mad|nuts|insane|furious|angry|sick)\b`,
    String.raw`\bgoing (?:a?round )?in circles\b|\bnever (?:again )?(?:buy|buying|purchase) (?:\w+ ){0,3}again\b`,
    String.raw`(?<!\b(?:if|when|while|in case|unless|until) )\b(?:nobody|no ?one) (?:has |have |ever |is |will |even |bother(?:s|ed) to )*(?:cares?|help(?:s|ed|ing)?|listens?|answer(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|respond(?:s|ed|ing)?|pick(?:s|ed)? up|call(?:s|ed)? (?:\w+ )?back)\b`,
    String.raw`\bi(?:['’]m| am| was) (?:\w+ ){0,2}(?:angry|annoyed|frustrated|disappointed)\b`,
    String.raw`\bwaste of (?:my )?(?:time|money)\b`,
    String.raw`\b(?:what a|is this a|such a|a (?:bad|complete|total)) joke\b`,
    String.raw`\b(?:so|really|very|extremely) (?:annoy\w+|frustrat\w+|angry|upset|mad|disappoint\w+)\b`,
    String.raw`\b(?:los(?:t|ing)|out of|running out of) (?:my |all )?patience\b`,
    String.raw`\bworst (?:\w+ ){0,2}(?:ever|company|support|product|service)\b`,
    String.raw`\b(?:terrible|horrible|awful|lousy|stupid|dumb|idiotic|damned|rubbish|garbage|shitty) (?:\w+ )?(?:${things})s?\b`,
    String.raw`\b(?:this|that|it|you(?: guys)?|your \w+) (?:is|are|was|were) (?:\w+ ){0,2}(?:terrible|horrible|awful|garbage|rubbish|junk|trash|a joke|insane)\b`,
    String.raw`\b(?:sold|gave|sell|selling) (?:me|us|people) (?:\w+ ){0,2}(?:junk|trash|garbage|rubbish|crap)\b`,
    String.raw`\b(?:piece|pile|load) of (?:\w+ )?(?:junk|trash|garbage|rubbish|shit|crap)\b`,
    String.raw`\b(?:what|total|utter|complete|absolute|pure) (?:garbage|rubbish|junk|trash|nonsense)\b`,
    String.raw`\byou(?:['’]re| are) (?:an? |so |all )?(?:idiots?|stupid|dumb|morons?|no help(?: at all)?|not helping(?: me)?(?: at all)?|not (?:any|much) (?:help|use)|a joke)\b`,
    String.raw`\b(?:you|bunch of|such) (?:complete |total |bloody |utter )?(?:idiots?|morons?|clowns?|amateurs)\b`,
    String.raw`\b(?:you|this) (?:do|does|did)(?:n['’]?t| not) help (?:me )?at all\b`,
    String.raw`\b(?:how many more times|how many times (?:do|must|should|will) (?:i|we) (?:have|need)\b|how many times (?:have|must|do) (?:i|we) (?:\w+ ){0,2}(?:ask\w*|writ\w*|call\w*|repeat\w*|explain\w*|t[eo]ld|tell|said|say)\b|(?:for|this is|it(?:['’]s| is)) the (?:third|fourth|fifth|sixth|tenth|hundredth|last|umpteenth) time|(?:third|3rd|fourth|4th|fifth|5th|sixth|6th|tenth|10th|umpteenth) time (?:that |now )?(?:i|we)(?:['’]m|['’]ve| am| have)? (?:now )?(?:ask|writ|contact|call|repeat|explain|report|tell)\w*)\b`,
    String.raw`\bthe (?:(?:hell|heck)\b(?! (?:is|are) an? \w)|f(?:uck|\*)\S*)|\bbloody\b|\bfuck\w*|\bshit\w*|\b(?:f|s|sh|cr|bulls?|b|d)\*{2,}\w*|\b(?:f\*ck|sh\*t|cr\*p|d\*mn)\w*`,
  ].join('|'),
  'gi',
);

/** A shouted message: several words, nearly all in capitals, and an exclamation or question mark at the end. */
function isShouted(utterance: string): boolean {
  if (!/!{2,}|\?!|!\?/.test(utterance)) return false;
  const letters = utterance.replaceAll(/[^a-z]/gi, '');
  const capitals = utterance.replaceAll(/[^A-Z]/g, '');
  const words = utterance.split(/\s+/).length;
  return words >= 4 && letters.length >= 12 && capitals.length / letters.length > 0.8;
}

/** Whether a message is clearly upset. It would rather miss mild annoyance than accuse a calm customer. */
export const isUpset = (utterance: string): boolean => utterance.search(angry) >= 0 || isShouted(utterance);

const leftovers =
  /\b(?:what an?|such an?|the|you(?:r|['’]re)?|so|this is|that is|it is|is|are|just|really|absolutely|totally|completely|simply|ever)\s*(?=[\s.,!?]*$)/gi;

/** The message without its words of anger: what a calm person would have written. May be empty. */
export function calmed(utterance: string): string {
  const rest = utterance
    .replaceAll(angry, ' ')
    .replaceAll(/!+/g, '.')
    .replaceAll(/\s+([.,?])/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return rest.replaceAll(leftovers, '').replace(/^[\s.,]+|[\s,]+$/g, '');
}

/** Whether a message is pure anger ("this is ridiculous"), with no question to answer. */
export function isOnlyAnger(utterance: string): boolean {
  const words = [...utterance.matchAll(angry)].length;
  const rest = wording(calmed(utterance));
  return words > 0 && (rest === 'vague' || (words > 1 && rest === 'terse'));
}
