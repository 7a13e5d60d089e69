import { describe, expect, it } from 'vitest';
import { courtesyOf } from '#understanding/courtesies.ts';
import { loadAssets } from '../support/assets.ts';

const { knowledge, understand } = await loadAssets();

describe('courtesies', () => {
  it.each([
    ['¡Buenas tardes!', 'greeting'],
    ['Grüß Gott', 'greeting'],
    ['good evening team', 'greeting'],
    ['Tack så mycket', 'thanks'],
    ['Thanks a lot, guys.', 'thanks'],
    ['À bientôt', 'goodbye'],
    ['Aye', 'yes'],
    ['Certainly not!', 'no'],
    ['Forget it.', 'cancel'],
    ['Begin again', 'start-over'],
    ['u r the best', 'thanks'],
    ["You're so clever!", 'thanks'],
    ['haha, good bot', 'thanks'],
    ['Wow, you are a lifesaver, thanks', 'thanks'],
  ])('understands "%s" as %s, without a guess', (message, intent) => {
    expect(understand(message).readings).toMatchObject([{ intent, certainty: 'sure', rule: 'courtesy' }]);
  });

  it('ignores a message that says anything more', () => {
    for (const message of [
      'hello world',
      'no support',
      'yes but why',
      'stop the camera',
      'hi, is it safe?',
      'are you the best?',
      'is it a good bot?',
      'you are the best for cameras',
      '',
    ])
      expect(courtesyOf(message), message).toBeUndefined();
  });

  it('agrees with every phrase of the knowledge', () => {
    for (const { text, intent } of knowledge.phrases) expect(courtesyOf(text) ?? intent, text).toBe(intent);
  });
});
