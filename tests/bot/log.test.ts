import { describe, expect, it } from 'vitest';
import { openFrontDoor } from '../support/front-door.ts';
import { levels } from '../support/recording-log.ts';

describe('the log', () => {
  it('has one record per turn: where, how it was understood, and how long it took', async () => {
    const door = await openFrontDoor();
    await door.customer().says('is the EAP600 patched?');
    const turns = door.record.entries.filter(({ msg }) => msg === 'turn');
    expect(turns).toHaveLength(1);
    expect(turns[0]).toMatchObject({
      level: levels.info,
      conversationId: 'conversation-1',
      activityId: 'conversation-1-1',
      channel: 'local',
      readings: [{ intent: 'patch.status', certainty: 'sure' }],
      misses: 0,
      milliseconds: 0,
    });
  });

  it('never contains what customers write', async () => {
    const door = await openFrontDoor();
    const customer = door.customer();
    const secrets = ['rosebud', 'jane.doe@example.com', '555-0199'];
    await customer.says(`my name is ${secrets[0]}, mail ${secrets[1]}, call ${secrets[2]}`);
    await customer.says(`is the EAP600 of ${secrets[0]} patched?`);
    await customer.says(`I want to talk to a human, I am ${secrets[0]}`);
    await customer.says('yes');
    expect(door.record.written()).not.toMatch(new RegExp(secrets.join('|'), 'i'));
    expect(door.record.written()).toContain('"msg":"turn"');
  });

  it('does not contain it when a turn fails, either', async () => {
    const door = await openFrontDoor();
    door.handoff.fails(new Error('no desk'));
    await door.customer().says('I want to talk to a human, I am rosebud');
    expect(door.record.written()).toContain('turn failed');
    expect(door.record.written()).not.toContain('rosebud');
  });
});
