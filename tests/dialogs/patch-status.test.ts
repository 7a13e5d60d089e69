import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

describe('a model named only by its series', () => {
  it.each([
    ['is our EWS patched?', '660', 'EWS660AP: Available Now'],
    ['is my ESR fixed against KRACK', 'the 1750 one', 'ESR1750: In Progress'],
  ])('%s leads to a question, which a number answers: %s', async (question, number, status) => {
    const customer = door.customer();
    expect((await customer.says(question)).text).toMatch(/^Which E[A-Z]+ model is it\?/);
    expect((await customer.says(number)).text).toContain(status);
  });

  it('belongs to that series and no other', async () => {
    const { text } = await door.customer().saysInTurn('is my EPG patched?', 'it says 600');
    expect(text).toContain('“EPG600” is not in the published patch list');
  });

  it('is not assumed if a protocol is meant', async () => {
    const { text } = await door
      .customer()
      .says('we log in with our EAP authentication, is WPA2 Enterprise ok?');
    expect(text).not.toContain('Which EAP model');
  });
});

describe('part of a name', () => {
  it.each([
    [['is the EAP1300 patched', 'sorry, I have got the EXT'], 'EAP1300EXT: Available Now'],
    [['status of the ESR350H', 'oops, without the H'], 'ESR350: Available Now'],
    [['ENS500EXT-AC patched?', 'and the non-AC one?'], 'ENS500EXT: Available Now'],
    [['ENS500EXT patched?', 'and the plain one?'], 'ENS500: Available Now'],
    [['is the EAP350 v1 patched', 'hm no, it says v2 here'], 'EAP350v2: Available Now'],
    [['ENH500v2?', 'mine is a v1', 'ok, v2 then'], 'ENH500v2: Available Now'],
  ])('corrects the previous model: %s', async ([first = '', ...next], status) => {
    expect((await door.customer().saysInTurn(first, ...next)).text).toContain(status);
  });
});

describe('the patch status', () => {
  it('is given after the bot has asked for the model, if none is named', async () => {
    const customer = door.customer();
    const asked = await customer.says('is there a patch for my model?');
    expect(asked.kinds).toEqual(['question']);
    expect(asked.text).toMatch(/which model/i);
    const reply = await customer.says('EAP600');
    expect(reply.text).toContain('**EAP600: Available Now.**');
  });

  it('leads to an explanation of where to find the model name, and then waits for it', async () => {
    const customer = door.customer();
    await customer.says('is there a patch for my model?');
    const where = await customer.presses('Where do I find the model name?');
    expect(where.text).toContain("device's label");
    const reply = await customer.says('it says ENS202EXT');
    expect(reply.text).toContain('**ENS202EXT: Available Now.**');
  });

  it("is found by the model's number while the bot waits for one", async () => {
    const reply = await door.customer().saysInTurn('is there a patch for my model?', 'the 2200');
    expect(reply.kinds).toEqual(['patch-status', 'feedback']);
    expect(reply.text).toContain('**EAP2200: Available Now.**');
  });

  it('leads to a question if a number fits several models', async () => {
    const customer = door.customer();
    const asked = await customer.saysInTurn('is there a patch for my model?', 'the 600');
    expect(asked.choices).toEqual(['EAP600', 'ESR600', 'ESR600H']);
    expect((await customer.presses('ESR600')).text).toContain('**ESR600: Available Now.**');
  });

  it('leads to a question if several models share the name, and "the AC one" answers it', async () => {
    const customer = door.customer();
    const asked = await customer.says('is my EnStation patched?');
    expect(asked.kinds).toEqual(['question']);
    expect(asked.choices).toEqual(['EnStation2', 'EnStation5', 'EnStation5-AC', 'EnStationAC']);
    const reply = await customer.says('the second');
    expect(reply.text).toContain('**EnStation5: Available Now.**');
  });

  it.each(['no', 'none of them', "no, it isn't"])(
    'is not in the list if "%s" refuses all that are offered',
    async (reply) => {
      for (const question of ['is my EMR patched?', 'is my EnStation patched?']) {
        const { kinds, text } = await door.customer().saysInTurn(question, reply);
        expect(kinds).toEqual(['unknown']);
        expect(text).toContain("I can't find yours in the published patch list.");
      }
    },
  );

  it.each(['why is my internet so slow?', 'where is your office?', 'can you look at my order?'])(
    'is not asked about by "%s" while the bot waits for the model',
    async (question) => {
      const { kinds, text } = await door.customer().saysInTurn('is mine patched?', question);
      expect(kinds).toEqual(['unknown', 'question']);
      expect(text).not.toContain('label');
    },
  );

  it.each(["I can't find it", 'where?', 'where do I find that?'])(
    'says where the name is after "%s"',
    async (reply) => {
      const { text } = await door.customer().saysInTurn('is mine patched?', reply);
      expect(text).toContain("on the device's label");
    },
  );

  it('reads no number in "the EAP one"', async () => {
    const { text } = await door.customer().says('what about the EAP one?');
    expect(text).not.toContain('“EAP one”');
  });

  it('comes with the note that EAP350 is listed as EAP350v2', async () => {
    const { text } = await door.customer().says('is the EAP350 patched?');
    expect(text).toContain('**EAP350v2: Available Now.**');
    expect(text).toContain('“EAP350” by itself is not in the list; the listed model is EAP350v2.');
  });

  it('comes with the name as read if it was misspelt', async () => {
    const { text } = await door.customer().says('EPA1750H patch?');
    expect(text).toContain('**EAP1750H: In Progress.**');
    expect(text).toContain('I read “EPA1750H” as EAP1750H');
  });

  it('is not given for an unlisted model', async () => {
    const { text } = await door.customer().says('is the EWS999AP patched?');
    expect(text).toContain('“EWS999AP” is not in the published patch list');
    expect(text).not.toMatch(/: (Available Now|In Progress)/);
  });

  it('is replaced by the nearest listed names, without asking whether that helped', async () => {
    const customer = door.customer();
    const { kinds, choices } = await customer.says('Is my ESR9000 patched?');
    expect(kinds).toEqual(['patch-status']);
    expect(choices).toEqual(['ESR900']);
    expect((await customer.presses('ESR900')).text).toContain('**ESR900: In Progress.**');
  });

  it('is given or refused for every model in a message', async () => {
    const { text } = await door.customer().says('are EAP600, ECB1200 and EWS999AP patched?');
    expect(text).toContain('**EAP600: Available Now.**');
    expect(text).toContain('**ECB1200: Available Now.**');
    expect(text).toContain('“EWS999AP” is not in the published patch list');
  });

  it('comes as a list by status on request', async () => {
    const all = await door.customer().says('which models have the patch and which are still waiting?');
    expect(all.text).toMatch(/\*\*Available Now\*\* \(\d+ of 60 models\)/);
    expect(all.text).toMatch(/\*\*In Progress\*\* \(\d+ of 60 models\)/);
    const waiting = await door.customer().says('which models are still waiting for the patch?');
    expect(waiting.text).toContain('**In Progress**');
    expect(waiting.text).not.toContain('Available Now');
  });

  it.each([
    "Which models don't have the patch?",
    'which ones aren’t fixed?',
    "which models haven't been patched",
    'list the models that are not available yet',
  ])('comes as the list of waiting models after "%s"', async (question) => {
    const { text } = await door.customer().says(question);
    expect(text).toContain('In Progress');
    expect(text).not.toContain('Available Now');
  });

  it('counts every model once in the list of all models', async () => {
    const { text } = await door.customer().says('show me all models and their patch status');
    const counts = [...text.matchAll(/\((\d+) of 60 models\)/g)].map(([, count]) => Number(count));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
  });

  it('comes as a list of all models if the customer chooses that', async () => {
    const customer = door.customer();
    await customer.says('is there a patch for my model?');
    expect((await customer.presses('Show me all models')).answers).toEqual(['patch.list']);
  });

  it('is given up politely after two replies without a model, with other topics offered', async () => {
    const customer = door.customer();
    await customer.says('is there a patch for my model?');
    const again = await customer.says('qwrt zzz');
    expect(again.kinds).toEqual(['question']);
    const over = await customer.says('bnmx qqq');
    expect(over.kinds).toEqual(['unknown']);
    expect(over.choices).toContain('Talk to a person');
  });
});

describe('a name that is not in the list', () => {
  it.each(['is the EAP150 v1 patched', 'I have the EAP600 v3, is it fixed?'])(
    'is reported as unlisted if its version differs: %s',
    async (line) => {
      const { text } = await door.customer().says(line);
      expect(text).toContain('is not in the published patch list');
    },
  );

  it('leads to a plain question if only one listed name is near', async () => {
    const customer = door.customer();
    expect((await customer.says('EAP600 h patched?')).text).toBe(
      '“EAP600 h” is not in the list. Is it the EAP600?',
    );
    expect((await customer.says('yes it is')).text).toContain('**EAP600: Available Now.**');
  });

  it('keeps a KRACK id and another CVE apart: a status for one, a plain no for the other', async () => {
    const { text } = await door.customer().says('EAP600: CVE-2017-13080 and CVE-2019-11477, both fixed?');
    expect(text).toContain('**EAP600: Available Now.**');
    expect(text).toContain('I have nothing on CVE-2019-11477');
  });
});

describe('a model in a message with other questions', () => {
  it('gets its status even if the classifier is only nearly sure', async () => {
    const { text } = await door.customer().says('what is krack, is my ENS500 hit, when comes the patch');
    expect(text).toContain('**ENS500: Available Now.**');
    expect(text).toContain('security researchers');
    expect(text).not.toContain("I don't know");
  });

  it('is what "and KRACK on that one?" refers to, even if it was named in an out-of-scope question', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('my EAP1300 has a broken antenna', 'ok, and KRACK on that one then?');
    expect(text).toContain('**EAP1300: Available Now.**');
  });
});

describe('the date of a patch', () => {
  const noDate = 'No date was given for its patch';

  it.each([
    [['ENS1200 patched?', 'and when can we have it?']],
    [['ENS1200 patched?', 'any ETA']],
    [['what day will you patch the ENS1200?']],
    [['When are the ENS1200 and the EAP600 going to be fixed?']],
  ])('is not known for a model whose patch is in progress: %j', async ([first = '', ...next]) => {
    const { text } = await door.customer().saysInTurn(first, ...next);
    expect(text).toContain(`**ENS1200: In Progress.** ${noDate}`);
    expect(text).toContain('EnGenius Advisory: WPA2 KRACK Vulnerability');
  });

  it('is not mentioned once the patch is available', async () => {
    const { text } = await door.customer().saysInTurn('EAP600 patched?', 'and when can we have it?');
    expect(text).toContain('EAP600: Available Now');
    expect(text).not.toContain(noDate);
  });

  it('is a general question if no model was named', async () => {
    const { text } = await door.customer().says('when do your patches come out?');
    expect(text).toContain('As of 17 October 2017');
  });
});

describe('a bare number', () => {
  it('names a model in a question about its patch', async () => {
    expect((await door.customer().says('is the 660 patched')).text).toContain('EWS660AP: Available Now');
  });

  it('leads to a question if several models have it', async () => {
    expect((await door.customer().says('patch for the 1750')).text).toContain('Which one is yours?');
  });

  it('names no model in a question about something else', async () => {
    expect((await door.customer().says('660 metres of cable')).text).not.toContain('EWS660AP');
  });
});

it('asking whether to worry about a model asks for its status', async () => {
  const { text } = await door.customer().says('I own an ECB1200. Do I need to be nervous about it?');
  expect(text).toContain('ECB1200: Available Now');
});
