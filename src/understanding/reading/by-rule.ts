import { aside, type Focus, isFiller, onlyNames, pointsBack } from '../context.ts';
import { courtesyOf } from '../courtesies.ts';
import type { SeriesNamed } from '../models/series.ts';
import { speaksOfPatch } from '../subjects.ts';
import { askedToChange } from './changing.ts';
import { given, type Guess, type Question, type Reader } from './reading-parts.ts';

/** Normalises a title for comparison: lower case, letters and digits only. */
export const titleKey = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const PATCH_STATUS = 'patch.status';
const PATCH_LIST = 'patch.list';
/** A longer text is more than a name, and these patterns are slow on long texts. */
const LONGEST_NAME_ALONE = 60;
const LONGEST_REFUSAL = 80;
const beforeName =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|oh|ah|well|fine|then|now|what about|how about|what of|as for|just|only|at least|this|that|the)\W+){0,6}(?:(?:against|for|by|with|to|on|under|about)\W+(?:(?:this|that|the) )?)?$/i;
const afterName =
  /^(?: (?:then|too|itself|alone|instead|though|one|thing|business|stuff|story|issue|matter|problem|attack|hole|flaw|bug|weakness|vulnerability|patch|for|on|with|about|it|that|this|those|these|them|model|device)){0,5}(?: (?:(?:that|which) )?(?:everyone|everybody|people|they|you|we|the (?:news|papers|press)) (?:\w+ ){0,2}(?:on about|talk\w*(?: (?:of|about))?|mention\w*|discuss\w*|wrote about|heard (?:of|about)|read about)\b(?: (?:back )?then)?)?\W*$/i;

/** "And by KRACK?": whether a question names an advisory and asks nothing else. */
function onlyNamesAdvisory({ text, entities: { advisories } }: Question): boolean {
  const [name, ...others] = advisories;
  if (name?.isWhole !== true || others.length > 0 || text.length > LONGEST_NAME_ALONE) return false;
  return beforeName.test(text.slice(0, name.start)) && afterName.test(text.slice(name.end));
}

const amongThem =
  /\b(?:one of (?:them|those|these)|among (?:them|those|these)|[io]n (?:there|it|the list|that list)|included|part of (?:it|them|that)|belongs?(?: to (?:it|them|that|those))?|with them|too|also|as well|counts?|qualif\w+|supported)\b/i;

/** "No, I don't want a person": the word "person" alone would call one. */
const refusesPerson =
  /\b(?:don['’]?t|do not|not|never) (?:really )?(?:want|need|wish|care|ask|asking|asked)(?: (?:to|talk|speak|chat|with|for|any|a|an|the|your|get|be|put|through|live|real)){0,6} (?:person|human|agent|somebody|someone|operator|people)\b/i;

/** Matches "Is my ENS500 hit?". */
const asksIfHit =
  /^\W*(?:(?:and|but|so|hi|hello|hey|please|then)\W+)*(?:is|are|was|were)\b(?:[^\w-]+[\w-]+){1,6}?[^\w-]+(?:hit|exposed|concerned|at risk|in danger|impacted|compromised|covered)(?: (?:by|from|to) (?:it|this|that))?(?: (?:too|as well|then|now|or not))*\W*$/i;

/** Matches "Is it at least safe from KRACK?" */
const asksIfSafe =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|well|then|now)\W+)*(?:is|are|was|were) (?:it|mine|this|that|they|those|these|(?:this|that|the other) (?:one|model|router|device|unit|ap|access point))(?: \w+){0,3} (?:safe|secure|protected|patched|fixed|ok|okay|affected|vulnerable|updated)\b(?: \w+){0,3}\W*$/i;

/** Matches "Is at least the Wi-Fi hole fixed in it?" and "Has anybody got an update for mine?" */
const asksIfFixedOn =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|well|then)\W+)*(?:is|are|was|were|has|have)(?: [\w-]+){1,8} (?:in|on|for|with) (?:it|this|that|mine|those|them|these|(?:this|that|the other) one)(?: (?:too|as well|then|now|already|yet))*\W*$/i;
const ofPatch = /\b(?:fix(?:ed|es)?|patch\w*|updat\w*|solved|repaired|closed)\b/i;

/** Matches "Is the white box on my roof safe?": one of our devices that the customer has no name for. */
const asksOfUnnamed =
  /^\W*(?:(?:and|but|so|hi|hello|hey|please|then|well|now)\W+)*(?:is|are|was|were|has|have) (?:my|our|this|that|the|your) (?:\w+ ){0,3}(?:thing|things|box|boxes|unit|units|gadget|gadgets|dish|dishes|antenna|antennas|aerial|aerials|kit|gizmo)(?: (?:of (?:mine|ours|yours)|outside|outdoors|(?:on|in|at|up|under|above) (?:\w+ ){1,3}?(?=(?:still |now |really |got |been )?(?:safe|secure|patched|protected|hit|vulnerable|exposed|fixed|at|in)\b)))? ?(?:still |now |really |even |got |been )?(?:safe|secure|patched|protected|hit|vulnerable|exposed|fixed|at risk|in danger|the (?:fix|patch|update))(?: (?:from|against|by|to|for) (?:it|this|that|krack))?(?: (?:or not|too|as well|now|then|yet|already))*\W*$/i;

/** Matches "Should I be worried about mine?". */
const asksIfWorried =
  /^\W*(?:(?:and|but|so|hi|hello|hey|please|then|now)\W+)*(?:should|must|do|need) (?:i|we) (?:(?:need|have) to )?(?:be |get |feel )?(?:worr(?:y|ied)|concerned|afraid|scared|nervous|alarmed)\b(?: (?:about|for|over|with|because of)\b(?:[^\w-]+[\w-]+){1,5})?[^\w-]*$/i;

const besideSeries = new Set(
  'access all ap aps devices families family in line kind models ones only points routers series'.split(' '),
);

/** "And of the EAPs?": whether a question names series and asks nothing else. */
const onlyNamesSeries = ({ series, otherWords }: SeriesNamed): boolean =>
  series.length > 0 && otherWords.every((text) => isFiller({ text }) || besideSeries.has(text));

/** "We have waited two weeks for an answer": nobody at support replied, which only a person can mend. */
const isUnanswered =
  /^\W*(?:(?:and|but|so|hi|hello|hey|well|still)\W+)*(?:(?:i|we)(?:['’](?:ve|m|re)| have| am| are)?(?: (?:been|still|now|already)){0,2} )?wait(?:ed|ing)?(?: \w+){0,6}? (?:for|on)(?: \w+){0,2} (?:reply|answer|response|callback|call back|feedback)\b[^?]*$/i;

/** "We also run two" and "on the barn roof": around a model, they say only that somebody has it. */
const beforeOwned =
  /^\W*(?:(?:\w+[.!,]+ )?(?:and|but|so|ok(?:ay)?|oh|also|then|well) )*(?:i|we|you|he|she|they|(?:my|our|his|her|their|the) \w+|there)(?:['’](?:ve|s|re))? (?:(?:also|still|even|now|just|only) )?(?:have|has|got|own|owns|use|uses|run|runs|operate|operates|bought|is|are)(?: (?:got|also|an?|the|one|two|three|four|five|six|some|several|few|\d{1,3}|more|another|other|older?|new|of))*\W*$/i;
const afterOwned =
  /^s?(?: (?:units?|routers?|aps?|access points?|ones?|boxes|devices?))?(?: (?:as well|too|also))?(?: (?:in|on|at|for|behind|under|near|outside|upstairs|downstairs|outdoors)(?: \w+){0,4})?(?: (?:as well|too|also))?[^\w?]*$/i;

/** After one model's status, "we also run two ENH710EXT on the barn roof" wants that of the other. */
function ownsAnother({ text, entities: { models, apps }, focus }: Question): boolean {
  const [model, ...others] = models;
  if (focus?.intent !== PATCH_STATUS || model?.kind !== 'listed' || others.length + apps.length > 0)
    return false;
  return beforeOwned.test(text.slice(0, model.start)) && afterOwned.test(text.slice(model.end));
}

/** Whatever the complaint is about, "I want to complain" leads to a person. */
const complains =
  /^\W*(?:(?:hi|hello|hey|please|well|ok|so|no)\W+)*(?:(?:i|we)(?:['’]d| would| want| need| wish| have)?(?: like| want| need| wish| have)?(?: to)?|where (?:can|do) (?:i|we)|who (?:can|do) (?:i|we)|how (?:can|do) (?:i|we)|this is) (?:(?:make|file|lodge|submit|raise|send) )?(?:an? |my )?(?:\w+ )?(?:complain|complaint)\b(?: (?:about|to)\b.{0,60})?\W*$/i;

/** "Hm?", "huh?": the customer did not understand the last reply. */
const puzzled = /^\W*(?:h+m+|huh|eh|pardon|wha+t?)[^\w?]*\?\W*$/i;

/** Matches "Which one is that?" and "Which camera would that be?" */
const asksWhichAgain =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|hm+)\W+)*which (?:\w+ )?(?:is|was|would) (?:that|it|this)(?: (?:be|one|exactly|then|again|now))*\W*$/i;

/** Matches "Phew, I can sleep again." */
const relieved =
  /^\W*(?:phew|whew|thank (?:god|goodness|heavens)|what a relief|that['’]?s a relief)\b[^?]*$/i;

/** Matches "I couldn't find that option." */
const seeksInVain =
  /^\W*(?:(?:but|sorry|hm+|well|no|i|we|you)\W+)*(?:can(?:no|['’]?)t|can not|could(?:n['’]?t| not)|did(?:n['’]?t| not)|do(?:n['’]?t| not)) (?:find|see|get to) (?:it|this|that|them|any|(?:any|the|that|this|such(?: an?)?) (?:\w+ )?(?:option|setting|button|menu|page|field|entry))(?: (?:there|anywhere|in (?:it|there|the app)|on (?:it|there)))?\W*$/i;

/** "Done, thanks": the customer did what the answer says. "Done?" asks. */
const didIt =
  /^\W*(?:(?:ok(?:ay)?|right|and|so|well)\W+)*(?:(?:i|we|it['’]?s|that['’]?s|all)(?:['’]ve| have)?\W+)?(?:done|did)(?: (?:it|that|so|this))?(?: now)?(?:\W+(?:thanks?|thank you))?[^\w?]*$/i;

/** "Meaning?", "which means what exactly?" */
const asksMeaning =
  /^\W*(?:(?:and|so|ok(?:ay)?|hm+|sorry)\W+)*(?:meaning(?: what)?|(?:which|that|this|it) means(?: what)?)(?: (?:exactly|then|now|for (?:me|us)|please))*[^\w?]*\?\W*$/i;

/** Matches "It worked!!" and "now it works fine, thanks". */
const itWorked =
  /^\W*(?:(?:ok(?:ay)?|yes|yeah|great|wow|cool|oh|hey|and|now|finally|super|perfect|yay)\W+)*(?:(?:it|that|this|everything|all)(?: all| really| finally| just)? )?(?:works?|worked|did the trick|is working)(?: (?:now|fine|again|perfectly|great|well|for me|like a charm|as it should))*(?:\W+(?:thanks?|thank you|cheers)\b.{0,20})?[^\w?]*$/i;

/** Matches "When was that list made?" and "how old is this information". */
const asksDate =
  /^\W*(?:(?:and|but|so|ok(?:ay)?)\W+)*(?:(?:when|what (?:date|day|year)|how long ago) (?:was|is|were) (?:that|this|the|your|it)(?: (?:list|table|information|info|advisory|data|answer|faq|page))?(?: (?:last )?(?:made|written|published|updated|posted|put together|from))|how (?:old|recent|current|up[- ]to[- ]date) (?:is|are) (?:that|this|the|your|it)(?: (?:list|table|information|info|advisory|data|answer|faq|page))?)\W*$/i;

/** The text without accents, with each letter at its place. */
const withoutAccents = (text: string): string =>
  text.replaceAll(/[^\P{L}a-z]/giu, (letter) => letter.normalize('NFD').charAt(0));

/** What a message says about the previous answer, if its first words make that plain. */
function reactionTo(text: string): string | undefined {
  if (puzzled.test(text) || asksWhichAgain.test(text)) return 'say-again';
  if (asksMeaning.test(text)) return 'status-meaning';
  if (relieved.test(text) || didIt.test(text)) return 'acknowledge';
  if (itWorked.test(text)) return 'feedback-good';
  if (asksDate.test(text)) return 'are-you-sure';
  return seeksInVain.test(text) ? 'still-failing' : undefined;
}

/** Whether a question asks for the status of a model, even if it does not mention a patch. */
function asksOfModel(question: Question): boolean {
  const { text, entities, focus } = question;
  const hasModelInFocus = (focus?.models.length ?? 0) > 0;
  // After a model, "And by KRACK?" and "CVE-2017-13080 for it?" ask for that model's status.
  const ids = entities.advisories.filter(({ how }) => how === 'id');
  const isIdAlone = ids.length > 0 && onlyNames(text, [...entities.models, ...ids]);
  if ((entities.models.length > 0 || hasModelInFocus) && (isIdAlone || onlyNamesAdvisory(question)))
    return true;
  if (text.length > LONGEST_REFUSAL) return false;
  if (ownsAnother(question)) return true;
  if (hasModelInFocus && entities.advisories.length > 0 && asksIfSafe.test(text)) return true;
  const namesNone = entities.models.length + entities.apps.length === 0 && focus?.app === undefined;
  if (hasModelInFocus && namesNone && ofPatch.test(text) && asksIfFixedOn.test(text)) return true;
  const isOfListed = entities.models.some(({ kind }) => kind === 'listed');
  if (isOfListed && asksIfHit.test(text)) return true;
  const pointsToModel = isOfListed || (hasModelInFocus && pointsBack(text).pronoun);
  if (pointsToModel && asksIfWorried.test(text)) return true;
  const isNameless = entities.models.length + entities.apps.length + entities.otherDevices.length === 0;
  return isNameless && asksOfUnnamed.test(text);
}

/** The answer just given, or another one of the app in focus, that lists the devices that something works with. */
function listingOf(
  focus: Focus | undefined,
  { modelIntents, subjects }: Pick<Reader, 'modelIntents' | 'subjects'>,
): string | undefined {
  const last = focus?.intent;
  if (last === undefined || last === PATCH_STATUS) return undefined;
  if (modelIntents.has(last)) return last;
  const app = subjects.get(last)?.app;
  return app === undefined ? undefined : [...modelIntents].find((id) => subjects.get(id)?.app === app);
}

/** Finds the intent by rules that need no classifier, such as an exact title or a message of names only. */
export function guessByRule(
  question: Question,
  {
    titles,
    modelIntents,
    subjects,
    joiningWords,
    findSeries,
  }: Pick<Reader, 'titles' | 'modelIntents' | 'subjects' | 'joiningWords' | 'findSeries'>,
): Guess | undefined {
  const { text, entities, focus } = question;
  const title = titles.get(titleKey(text));
  if (title !== undefined) return { classification: given(title), rule: 'title' };
  const courtesy = courtesyOf(text);
  if (courtesy !== undefined) return { classification: given(courtesy), rule: 'courtesy' };
  if (text.length <= LONGEST_REFUSAL && (complains.test(text) || isUnanswered.test(text)))
    return { classification: given('human'), rule: 'context' };
  if (text.length <= LONGEST_REFUSAL && refusesPerson.test(text))
    return { classification: given('no'), rule: 'context' };
  const isReply = focus?.intent !== undefined && text.length <= LONGEST_NAME_ALONE;
  const reaction = isReply ? reactionTo(text) : undefined;
  if (reaction !== undefined) return { classification: given(reaction), rule: 'context' };
  const changing = askedToChange(question, { subjects });
  if (changing !== undefined) return changing;
  if (asksOfModel(question)) return { classification: given(PATCH_STATUS), rule: 'context' };
  // For example "And for KRACK?" after the list of another advisory.
  const isOtherList = focus?.intent === PATCH_LIST && entities.advisories[0]?.advisory !== focus.advisory;
  if (isOtherList && onlyNamesAdvisory(question))
    return { classification: given(PATCH_LIST), rule: 'context' };
  // For example "and the EAPs?" after the list of another series.
  if (focus?.intent === PATCH_LIST && onlyNamesSeries(findSeries(text)))
    return { classification: given(PATCH_LIST), rule: 'context' };
  // For example "Is the ESR900 one of them?" after the list of models.
  const isOfList = focus?.intent === PATCH_LIST && entities.models.length > 0 && amongThem.test(text);
  if (isOfList) return { classification: given(PATCH_STATUS), rule: 'context' };
  // For example "Does the ESR600 count?" after the routers that an app works with.
  const listing = listingOf(focus, { modelIntents, subjects });
  const isAmongNamed = listing !== undefined && !speaksOfPatch(text, entities.advisories);
  if (isAmongNamed && entities.models.length > 0 && amongThem.test(text))
    return { classification: given(listing), rule: 'context' };
  // For example "without the H" after the ESR300H.
  const isPartOfName = entities.models.some(
    (mention) => mention.kind === 'listed' && mention.how === 'context',
  );
  const repeated = focus?.intent !== undefined && modelIntents.has(focus.intent) ? focus.intent : undefined;
  // For example "und der ESR600?" after a model's status.
  const isJoined =
    repeated !== undefined &&
    text.length <= LONGEST_NAME_ALONE &&
    onlyNames(withoutAccents(text), entities.models, joiningWords);
  if (!isJoined && !onlyNames(text, entities.models, isPartOfName ? aside : undefined)) return undefined;
  return {
    classification: given(repeated ?? PATCH_STATUS),
    rule: repeated === undefined ? 'name' : 'context',
  };
}
