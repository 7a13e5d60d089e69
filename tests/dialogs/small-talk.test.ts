import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

describe('small talk', () => {
  it.each([
    ['hi', 'greeting'],
    ['good morning', 'greeting'],
    ['thanks a lot', 'thanks'],
    ['bye', 'goodbye'],
    ['what can you do?', 'help'],
    ['am I talking to a robot?', 'bot'],
  ])('%s', async (line, id) => {
    const { answers, kinds, text } = await door.customer().says(line);
    expect(kinds).toEqual(['small-talk']);
    expect(answers).toEqual([id]);
    expect(text).toBe(door.knowledge.smallTalk.get(id)?.text);
  });

  it.each([
    'great, thanks, bye',
    "no thanks, that's all",
    'perfect, thank you, have a nice day',
    'ok thanks, see you',
  ])('a farewell gets a goodbye and no question: %s', async (line) => {
    const answered = door.customer();
    await answered.says('does EnShare cost anything?');
    for (const customer of [door.customer(), answered]) {
      const { answers, text } = await customer.says(line);
      expect(answers).toEqual(['goodbye']);
      expect(text).not.toContain('?');
    }
  });

  it('includes a greeting of at most two lines', async () => {
    const { text } = await door.customer().says('hello');
    expect(text.length).toBeLessThan(160);
  });

  it('shows a newcomer the topics and how to reach a person', async () => {
    const { choices } = await door.customer().says('hello');
    expect(choices).toContain('What is KRACK?');
    expect(choices.at(-1)).toBe('Talk to a person');
  });

  it('does not swallow the question after a greeting', async () => {
    const { answers } = await door.customer().says('Hello there! Is the EAP600 patched?');
    expect(answers).toEqual(['patch.status']);
    const app = await door.customer().says('hi, how many cameras can I watch at once in EnViewer?');
    expect(app.answers).toEqual(['enviewer.camera-limit']);
    const late = await door.customer().says('Good morning. Does EnShare cost anything? Thank you!');
    expect(late.answers).toEqual(['enshare.cost']);
  });
});
