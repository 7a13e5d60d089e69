import { excerptOf } from '#text/excerpt.ts';
import { type ChatOutcome, chatOutcomes } from '../chat.ts';

/** What an agent tells the bot to do, in words that begin with a slash. */
export type Command =
  | { name: 'link'; code: string }
  | { name: 'unlink' }
  | { name: 'desk'; isOn: boolean }
  | { name: 'close'; outcome: ChatOutcome }
  /** `rest`: where the chat goes, then words for the customer. */
  | { name: 'transfer'; rest: string }
  | { name: 'note'; text: string }
  | { name: 'help' }
  /** It looks like a command and is none, or lacks something: `problem` says what to write instead. */
  | { name: 'wrong'; problem: string };

/** A slash, one word, and nothing joined to it: "/24 or /etc/hosts" is no command. */
const commandForm = /^\/([a-z]+)(?:\s+([\s\S]*))?$/i;

const wrong = (problem: string): Command => ({ name: 'wrong', problem });

/** By name: a word of somebody's must find these and nothing else. */
const readers: ReadonlyMap<string, (rest: string) => Command> = new Map<string, (rest: string) => Command>(
  Object.entries({
    link: (code) =>
      code === '' ? wrong('Write /link and the code that the desk shows you.') : { name: 'link', code },
    unlink: () => ({ name: 'unlink' }),
    desk: (state) =>
      state === 'on' || state === 'off'
        ? { name: 'desk', isOn: state === 'on' }
        : wrong('Write /desk on to have requests posted to this channel, /desk off to end that.'),
    close: (given) => {
      const outcome = given === '' ? 'solved' : chatOutcomes.find((each) => each === given.toLowerCase());
      return outcome === undefined
        ? wrong(`Write /close and, if you like, one of: ${chatOutcomes.join(', ')}.`)
        : { name: 'close', outcome };
    },
    transfer: (rest) =>
      rest === ''
        ? wrong('Write /transfer queue, /transfer bot or /transfer and a colleague’s name.')
        : { name: 'transfer', rest },
    note: (text) => (text === '' ? wrong('Write /note and what is to be noted.') : { name: 'note', text }),
    help: () => ({ name: 'help' }),
  } satisfies Record<string, (rest: string) => Command>),
);

/**
 * Reads a command. Ordinary words are never one: a command is a slash with one word, and what looks like one without
 * being known is refused instead of being said to a customer.
 * @returns undefined for ordinary words
 */
export function commandIn(text: string): Command | undefined {
  const form = commandForm.exec(text.trim());
  if (form === null) return undefined;
  const [, word = '', rest = ''] = form;
  const reader = readers.get(word.toLowerCase());
  const shown = excerptOf(word);
  return reader === undefined
    ? wrong(
        `There is no command /${shown}. Write /help for the list, or //${shown} to say “/${shown}” as it is.`,
      )
    : reader(rest.trim());
}

/** What is said of ordinary words: where one slash would make them a command, a doubled one stands for it. */
export function saidOf(text: string): string {
  const words = text.trim();
  return words.startsWith('//') && commandForm.test(words.slice(1)) ? words.slice(1) : words;
}

/** All commands, for whoever asks. */
export const commandHelp = [
  '- **/link CODE** ties your Teams account to your account at the desk (alone with me)',
  '- **/unlink** unties it',
  '- **/desk on**, **/desk off** in a channel: requests are posted there, or no more (supervisors)',
  '- **/close** [solved, follow-up or unsolved] ends the chat',
  '- **/transfer** queue, bot or NAME, then words for the customer',
  '- **/note** WORDS keeps a note that the customer never sees',
].join('\n');
