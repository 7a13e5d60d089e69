import type { TurnContext } from '#bot-framework/turn.ts';
import { pointsBack } from '#understanding/context.ts';
import type { Advisory, Knowledge } from '#knowledge/knowledge.ts';
import type { Reading } from '#understanding/understanding.ts';
import { namesInFull, namesOf } from './advisory-names.ts';
import { type ConversationData, freshFocus, listedIn } from './conversation.ts';
import { asStatement, type LastAnswer, lastAnswer } from './last-answer.ts';
import { advisoriesFor } from './patch-status-text.ts';
import { offerPerson } from './offer-person.ts';
import { type Choice, choice, quoted } from './reply.ts';
import type { DialogServices } from './services.ts';
import { topicChoices } from './small-talk.ts';
import { choicesFor, helpChoice, humanChoice } from './titles.ts';
import { turnOf } from './turn.ts';

/** After this many misunderstood messages in a row, a person is the first choice. */
const missesBeforeHuman = 2;
const mostOffered = 4;

/** For this many turns, nobody needs to hear again what the bot knows about. */
const SCOPE_TURNS = 5;
const wasScopeTold = ({ scopeTold, turns }: ConversationData): boolean =>
  scopeTold !== undefined && turns - scopeTold <= SCOPE_TURNS;

const UNKNOWN = "I don't know the answer to that, and I'd rather say so than guess.";

/** What to say at each boundary: the bot knows nothing about what is beyond it. */
function beyondBoundary({ advisories }: Knowledge, reading: Reading): string | undefined {
  switch (reading.boundary?.kind) {
    case 'other-maker':
      return `I only know EnGenius products, so I can't help with ${reading.boundary.name} devices. Their maker can.`;
    case 'other-vulnerability':
      return `I only know about ${namesInFull(advisories.values())}. I have nothing on ${reading.boundary.name}.`;
    case 'other-advisory':
      return `I have no information about that for ${advisories.get(reading.boundary.name)?.name ?? 'it'}.`;
    case 'other-app':
      return `I have no information about that for ${reading.boundary.name}.`;
    case undefined:
      return undefined;
  }
}

/** "Which versions?": too few words to be about anything but the last answer. */
const asksAboutLast = /^\W*(?:which|what|who|whose|when|where|how)(?:\W+\w+){1,2}\W*$/i;

/** "Videos too?" after an answer about pictures and videos. */
const asksIfAlso =
  /^[^\p{L}]*(?:(?:and|also|even|for|with|what about|how about)[^\p{L}]+)*(\p{L}{4,})(?:[^\p{L}]+(?:too|also|as well|either|then))*[^\p{L}]*$/iu;

/** Whether a message only asks about something that the last answer mentions. */
function repeatsWordOf({ short, detail = '' }: LastAnswer, utterance: string): boolean {
  const word = asksIfAlso.exec(utterance)?.[1]?.toLowerCase().replace(/s$/, '');
  return word !== undefined && `${short} ${detail}`.toLowerCase().includes(word);
}

/** The answer that a message asks for more about than is known; undefined if the message makes sense on its own. */
function askedMoreAbout(
  services: DialogServices,
  context: TurnContext,
  { utterance, rule, models, apps }: Reading,
): LastAnswer | undefined {
  const { data, now } = turnOf(context);
  const focus = freshFocus(data, now);
  const { pronoun, opening } = pointsBack(utterance);
  const last = lastAnswer(services.knowledge, focus);
  const isAbout = pronoun || opening || rule === 'context' || asksAboutLast.test(utterance);
  if (last === undefined || !(isAbout || repeatsWordOf(last, utterance))) return undefined;
  const names = models.length + apps.length > 0;
  return names && last.intent !== 'patch.status' ? undefined : last;
}

/** Says plainly what the bot does not know, about what, and, if it is clear, why. It does not guess. */
function explainUnknown(
  services: DialogServices,
  context: TurnContext,
  reading: Reading | undefined,
): string {
  if (reading === undefined) return UNKNOWN;
  const beyond = beyondBoundary(services.knowledge, reading);
  if (beyond !== undefined) return beyond;
  const last = askedMoreAbout(services, context, reading);
  if (last?.intent === 'patch.status')
    return `I have no information about that for ${last.subject}. All I know is the ${namesOf(last.advisories)} patch status: ${last.brief}`;
  if (last !== undefined) return `I don't know any more about it than this: ${asStatement(last.short)}`;
  const [app] = reading.apps;
  if (app !== undefined) return `I have no information about that for ${app}.`;
  const [model] = listedIn([reading]);
  if (model !== undefined)
    return `I don't know that about the ${model}, only its ${namesOf(listing(services, model))} patch status.`;
  const unlisted = reading.models.find((mention) => mention.kind === 'unlisted');
  if (unlisted !== undefined && reading.otherDevices.length === 0)
    return `I don't know the answer to that. ${quoted(unlisted.written)} is not in the list of models that I have.`;
  return UNKNOWN;
}

/** The advisories whose tables list a model. */
const listing = ({ knowledge }: DialogServices, model: string): Advisory[] =>
  advisoriesFor(knowledge, model, []);

/** The app that the customer means, if the message names one or rules one out. */
const appOf = (reading: Reading | undefined): string | undefined =>
  reading?.boundary?.kind === 'other-app' ? reading.boundary.name : reading?.apps[0];

/** What to ask instead: the questions about the app in question, closest first. */
function alternatives(services: DialogServices, app: string, ranked: Reading['ranked'] = []): Choice[] {
  const ofApp = [...services.knowledge.answers.values()].filter((answer) => answer.about.app === app);
  const nearness = (id: string): number => ranked.find(({ intent }) => intent === id)?.score ?? 0;
  const offered = ofApp
    .map(({ id }) => id)
    .sort((a, b) => nearness(b) - nearness(a))
    .slice(0, mostOffered);
  return [...choicesFor(services.knowledge, offered), humanChoice];
}

/** Tells the customer that one half of a message has no answer, after the other half was answered. */
export async function sayPartUnknown(
  services: DialogServices,
  context: TurnContext,
  reading: Reading,
): Promise<void> {
  const beyond = beyondBoundary(services.knowledge, reading);
  const text = beyond ?? `About ${quoted(reading.utterance)}: I don't know the answer to that.`;
  await services.say(context, { kind: 'unknown', text, choices: [humanChoice, helpChoice] });
}

/** What to offer after saying that something is not known. */
function choicesAfterUnknown(
  services: DialogServices,
  context: TurnContext,
  reading: Reading | undefined,
): { offer: string; choices: Choice[] } {
  const { data } = turnOf(context);
  const app = appOf(reading);
  const isAboutLast = reading !== undefined && askedMoreAbout(services, context, reading) !== undefined;
  const [model] =
    app === undefined && reading?.boundary === undefined
      ? listedIn(reading === undefined ? [] : [reading])
      : [];
  if (isAboutLast || model !== undefined) {
    const ofModel =
      model === undefined ? [] : [choice(`${namesOf(listing(services, model))} patch status of ${model}`)];
    return { offer: 'For more, a person can help.', choices: [...ofModel, humanChoice, helpChoice] };
  }
  if (app !== undefined)
    return {
      offer: `Here's what I can tell you about ${app}, or I can get you a person.`,
      choices: alternatives(services, app, reading?.ranked),
    };
  if (wasScopeTold(data))
    return { offer: 'For more, a person can help.', choices: [helpChoice, humanChoice] };
  data.scopeTold = data.turns;
  return {
    offer: `I can tell you about ${services.knowledge.scope}, or get you a person.`,
    choices: topicChoices(services),
  };
}

/** Tells the customer that the bot did not understand, and counts the miss. */
export async function sayUnknown(
  services: DialogServices,
  context: TurnContext,
  reading?: Reading,
): Promise<void> {
  const { data, isUpset, isWaiting } = turnOf(context);
  data.misses += 1;
  data.missed = data.turns;
  const explanation = explainUnknown(services, context, reading);
  if (isUpset && !isWaiting) {
    // One question and no list: an upset customer wants a person, or nothing more from the bot.
    const { offer, choices } = offerPerson(data, isWaiting);
    const brief = explanation === UNKNOWN ? "I don't have an answer to that." : explanation;
    await services.say(context, { kind: 'unknown', text: `${brief} ${offer}`, choices });
    return;
  }
  if (data.misses >= missesBeforeHuman) {
    const { offer, choices } = offerPerson(data, isWaiting);
    const text = `${explanation} ${offer} You can also put it in other words.`;
    await services.say(context, { kind: 'unknown', text, choices });
    return;
  }
  const { offer, choices } = choicesAfterUnknown(services, context, reading);
  await services.say(context, { kind: 'unknown', text: `${explanation} ${offer}`, choices });
}
