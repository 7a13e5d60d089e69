import type { TurnContext } from 'botbuilder';
import type { Reading } from '../src/understanding/understanding.ts';
import { type Choice, quoted } from './reply.ts';
import type { DialogServices } from './services.ts';
import { topicChoices } from './small-talk.ts';
import { choicesFor, helpChoice, humanChoice } from './titles.ts';
import { turnOf } from './turn.ts';

/** From so many messages in a row that were not understood, a person is the first thing offered. */
const missesBeforeHuman = 2;
const mostOffered = 4;

/** Says plainly what is not known, and why where the reason is clear. Nothing is guessed. */
function notKnown(reading: Reading | undefined): string {
  switch (reading?.boundary?.kind) {
    case 'other-maker':
      return `I only know EnGenius products, so I cannot tell you anything about ${reading.boundary.name} devices. Their maker can.`;
    case 'other-vulnerability':
      return `I only know about KRACK, the WPA2 weakness of October 2017. About ${reading.boundary.name} I have no information.`;
    case 'other-app':
      return `I have no information about that for ${reading.boundary.name}.`;
    case undefined: {
      const unlisted = reading?.models.find((mention) => mention.kind === 'unlisted');
      if (unlisted !== undefined && reading?.otherDevices.length === 0) {
        return `I do not know the answer to that. ${quoted(unlisted.written)} is not in the list of models that I have.`;
      }
      return 'I do not know the answer to that, and I would rather say so than guess.';
    }
  }
}

/** The app that the customer means, where one is named or was crossed out. */
const appOf = (reading: Reading | undefined): string | undefined =>
  reading?.boundary?.kind === 'other-app' ? reading.boundary.name : reading?.apps[0];

/** What can be asked instead: the app's own questions where one is meant, else the topics. */
function known(services: DialogServices, app: string | undefined): Choice[] {
  if (app === undefined) return topicChoices(services);
  const ofApp = [...services.knowledge.answers.values()].filter((answer) => answer.about.app === app);
  const offered = ofApp.slice(0, mostOffered).map(({ id }) => id);
  return [...choicesFor(services.knowledge, offered), humanChoice];
}

/** Tells the customer that the other half of a message, the rest of which was answered, is not known. */
export async function sayPartUnknown(
  services: DialogServices,
  context: TurnContext,
  reading: Reading,
): Promise<void> {
  const text = `About ${quoted(reading.utterance)}: ${notKnown(reading)}`;
  await services.say(context, { kind: 'unknown', text, choices: [humanChoice, helpChoice] });
}

/** Tells the customer that a message was not understood, and counts the miss. */
export async function sayUnknown(
  services: DialogServices,
  context: TurnContext,
  reading?: Reading,
): Promise<void> {
  const { data } = turnOf(context);
  data.misses += 1;
  if (data.misses >= missesBeforeHuman) {
    data.humanOffered = true;
    const text = `${notKnown(reading)} Shall I get you a person? Otherwise put it in other words, or choose what I can help with.`;
    await services.say(context, { kind: 'unknown', text, choices: [humanChoice, helpChoice] });
    return;
  }
  const app = appOf(reading);
  const offer =
    app === undefined
      ? `I can tell you about ${services.knowledge.scope}, or get you a person.`
      : `Here is what I can tell you about ${app}; or I get you a person.`;
  const choices = known(services, app);
  await services.say(context, { kind: 'unknown', text: `${notKnown(reading)} ${offer}`, choices });
}
