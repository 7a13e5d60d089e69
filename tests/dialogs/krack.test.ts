import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

const ask = (line: string) => door.customer().says(line);

describe('a question about KRACK', () => {
  it('gets the short answer first, then detail, then source and date', async () => {
    const { text, answers } = await ask('can I still run my engenius network?');
    expect(answers).toEqual(['krack.still-run']);
    expect(text).toMatch(/^You can still run/);
    expect(text).toMatch(/_Source: .*17 October 2017_/);
  });

  it('also gets the status of a model that it names', async () => {
    const { text, answers } = await ask(
      'do I have to shut down my network with the ESR900 because of krack?',
    );
    expect(text).toContain('**ESR900: In Progress.**');
    expect(answers).toEqual(['krack.still-run']);
    expect(text).not.toContain('Available Now');
  });

  it('about patches in general gets the status of a model that it names', async () => {
    const { text, answers } = await ask('when will you release a patch for the EAP1750H?');
    expect(answers).toEqual(['patch.status']);
    expect(text).toContain('**EAP1750H: In Progress.**');
  });
});
