import type { IncomingHttpHeaders } from 'node:http';
import { getParser } from 'bowser';

const LONGEST = 60;
const LANGUAGE = /^\s*([a-z]{2,3}(?:-[a-z\d]{2,8}){0,3})\s*(?:[;,]|$)/i;

/** Reduces a browser's own description to a few words: “Firefox on Windows”. @returns undefined if it is unknown */
export function browserName({ 'user-agent': agent = '' }: IncomingHttpHeaders): string | undefined {
  if (agent === '') return undefined;
  const parser = getParser(agent.slice(0, 1000));
  const name = parser.getBrowserName();
  if (name === '') return undefined;
  const system = parser.getOSName();
  return (system === '' ? name : `${name} on ${system}`).slice(0, LONGEST);
}

/** The language that a browser prefers. BCP 47. */
export const preferredLanguage = ({
  'accept-language': accepted = '',
}: IncomingHttpHeaders): string | undefined => LANGUAGE.exec(accepted.slice(0, 200))?.[1];
