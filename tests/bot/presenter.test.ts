import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

describe('a reply outside Teams', () => {
  it('is Markdown with suggested actions', async () => {
    const { activities } = await door.customer().says('is there a patch for my model?');
    expect(activities[0]).toMatchObject({ type: 'message', textFormat: 'markdown' });
    expect(activities[0]?.suggestedActions?.actions[0]).toEqual({
      type: 'imBack',
      title: 'Where do I find the model name?',
      value: 'Where do I find the model name?',
    });
    expect(activities[0]?.attachments).toBeUndefined();
  });
});
