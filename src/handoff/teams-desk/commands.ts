import { excerptOf } from '#text/excerpt.ts';
import { type ChatOutcome, chatOutcomes } from '../chat.ts';

/** A slash command that an agent sends to the bot. */
export type Command =
  | { name: 'link'; code: string }
  | { name: 'unlink' }
  | { name: 'desk'; isOn: boolean }
  | { name: 'close'; outcome: ChatOutcome }
  /** `rest` is where the chat goes, then a message for the customer. */
  | { name: 'transfer'; rest: string }
  | { name: 'note'; text: string }
  | { name: 'help' }
  /** It looks like a command but is not one, or is incomplete; `problem` says what to write instead. */
  | { name: 'wrong'; problem: string };

/** A slash and one word, with nothing joined to it: "/24 or /etc/hosts" is not a command. */
const commandForm = /^\/([a-z]+)(?:\s+([\s\S]*))?$/i;

const wrong = (problem: string): Command => ({ name: 'wrong', problem });

/** A map, so that a typed word finds these names and no inherited property. */
const readers: ReadonlyMap<string, (rest: string) => Command> = new Map<string, (rest: string) => Command>(
  Object.entries({
    link: (code) =>
      code === '' ? wrong('Write /link and the code that the desk shows you.') : { name: 'link', code },
    unlink: () => ({ name: 'unlink' }),
    desk: (state) =>
      state === 'on' || state === 'off'
        ? { name: 'desk', isOn: state === 'on' }
        : wrong('Write /desk on to get requests posted to this channel, or /desk off to stop that.'),
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
    note: (text) => (text === '' ? wrong('Write /note and the text of the note.') : { name: 'note', text }),
    help: () => ({ name: 'help' }),
  } satisfies Record<string, (rest: string) => Command>),
);

/**
 * Parses a command: a slash and one word. Ordinary text never counts as one. Text that looks like a command but is
 * unknown is refused, so that it never reaches a customer by mistake.
 * @returns undefined for ordinary text
 */
export function commandIn(text: string): Command | undefined {
  const form = commandForm.exec(text.trim());
  if (form === null) return undefined;
  const [, word = '', rest = ''] = form;
  const reader = readers.get(word.toLowerCase());
  const shown = excerptOf(word);
  return reader === undefined
    ? wrong(
        `There is no command /${shown}. Write /help for the list, or //${shown} to send “/${shown}” to the customer.`,
      )
    : reader(rest.trim());
}

/** Returns the message in ordinary text: a doubled slash stands for one that would otherwise make it a command. */
export function unescaped(text: string): string {
  const words = text.trim();
  return words.startsWith('//') && commandForm.test(words.slice(1)) ? words.slice(1) : words;
}

/** The list of commands that /help shows. */
export const commandHelp = [
  '- **/link CODE** links your Teams account to your desk account (in a private chat with me)',
  '- **/unlink** removes that link',
  '- **/desk on**, **/desk off** in a channel starts or stops posting requests there (supervisors only)',
  '- **/close** ends the chat; you can add solved, follow-up or unsolved',
  '- **/transfer** passes the chat to queue, bot or NAME; you can add a message for the customer',
  '- **/note TEXT** adds a note that the customer never sees',
].join('\n');
