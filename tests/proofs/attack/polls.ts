import type { Attack } from './attack.ts';
import { fillConversation } from './sockets.ts';
import { DIRECT_LINE } from './target.ts';

const POLLS = 300;
const MAX_PAGE = 1024 * 1024;
const QUESTIONS = 600;

/** Polls of a long conversation, as fast as they are answered. */
export const polls: Attack = {
  name: `${POLLS} polls of a conversation of 13 MB`,
  async run(target) {
    const visitor = await target.visit('127.36.0.1');
    const { from, token, conversationId } = visitor;
    await fillConversation(target, visitor);
    let largest = 0;
    for (let count = 0; count < POLLS; count += 20) {
      const pages = await Promise.all(
        Array.from({ length: 20 }, () =>
          target.send({
            path: `${DIRECT_LINE}/conversations/${conversationId}/activities`,
            headers: { authorization: `Bearer ${token}` },
            from,
          }),
        ),
      );
      largest = Math.max(largest, ...pages.map((page) => page?.body.length ?? 0));
    }
    return largest > MAX_PAGE ? `a page has ${Math.round(largest / 1024)} kB` : undefined;
  },
};

/** Suggestions for nonsense texts. */
export const questions: Attack = {
  name: `${QUESTIONS} searches for a question`,
  async run({ send }) {
    const words = 'firmware camera router password network update secure bridge extension landline'.split(
      ' ',
    );
    for (let count = 0; count < QUESTIONS; count += 20)
      await Promise.all(
        Array.from({ length: 20 }, (_, at) => {
          const text = words.map((word, place) => `${word}${(count + at + place) % 97}`).join(' ');
          return send({
            path: `/widget/questions?q=${encodeURIComponent(text.slice(0, 200))}`,
            from: `127.37.0.${at + 1}`,
          });
        }),
      );
    return undefined;
  },
};
