import type { Attack } from './attack.ts';

const GUESSES = 160;

/** Guesses at a password, all at once. Each one that the server checks costs 128 MB and a core. */
export const guesses: Attack = {
  name: `${GUESSES} guesses at a password at once`,
  mayAnswer: [503],
  async run({ send, url }) {
    await Promise.all(
      Array.from({ length: GUESSES }, (_, at) =>
        send({
          path: '/desk/api/sign-in',
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: url },
          body: JSON.stringify({ email: `somebody${at % 20}@example.com`, password: `guess ${at}` }),
          from: `127.32.0.${(at % 40) + 1}`,
        }),
      ),
    );
    return undefined;
  },
};
