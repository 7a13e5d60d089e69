import { beforeAll, describe, expect, it } from 'vitest';
import { supportPage } from '#site/support-page/page.ts';
import { copyKnowledge } from '../../support/changed-knowledge.ts';
import { type FrontDoor, openFrontDoor } from '../../support/front-door.ts';
import {
  fragAnswers,
  fragAttacks,
  fragPhrases,
  fragSource,
  mounting,
  mountingPhrases,
  skyMesh,
  skyMeshAnswers,
  skyMeshPhrases,
} from './content.ts';

const built = { supportPage: { script: 'page.js', style: 'page.css' } };

let door: FrontDoor;

beforeAll(async () => {
  const copy = await copyKnowledge('second-advisory');
  await copy.edits<object[]>('sources.yaml', (sources) => [...sources, fragSource]);
  await copy.edits<{ apps: object[]; otherVulnerabilities: string[] }>('vocabulary.yaml', (vocabulary) => ({
    ...vocabulary,
    apps: [...vocabulary.apps, skyMesh],
    otherVulnerabilities: vocabulary.otherVulnerabilities.filter((name) => !name.startsWith('frag')),
  }));
  // Phrases that name the second advisory are no longer out of scope.
  for (const file of ['phrases/out-of-scope.yaml', 'phrases/reactions.yaml'])
    await copy.edits<Record<string, string[]>>(file, (phrases) =>
      Object.fromEntries(
        Object.entries(phrases).map(([id, texts]) => [id, texts.filter((text) => !/frag/i.test(text))]),
      ),
    );
  await copy.writes('advisories/fragattacks.yaml', fragAttacks);
  await copy.writes('answers/fragattacks.yaml', fragAnswers);
  await copy.writes('phrases/fragattacks.yaml', fragPhrases);
  await copy.writes('answers/mounting.yaml', mounting);
  await copy.writes('phrases/mounting.yaml', mountingPhrases);
  await copy.writes('answers/skymesh.yaml', skyMeshAnswers);
  await copy.writes('phrases/skymesh.yaml', skyMeshPhrases);
  door = await openFrontDoor({ assets: await copy.load() });
}, 240_000);

const underFrag = '**EAP600, FragAttacks: Scheduled.**';
const underKrack = '**EAP600, KRACK: Available Now.**';

describe('the patch status with two advisories', () => {
  it.each([
    'is the EAP600 fixed against FragAttacks?',
    'is the EAP600 patched against frag attacks?',
    'CVE-2020-24587 and the EAP600?',
    'is my EAP600 vulnerable to CVE-2020-26145',
  ])('comes from the advisory that the question names: %s', async (line) => {
    const { text, answers } = await door.customer().says(line);
    expect(answers).toEqual(['patch.status']);
    expect(text).toContain(underFrag);
    expect(text).toContain('Advisory on FragAttacks, 14 May 2021');
    expect(text).not.toContain('KRACK');
  });

  it.each(['is the EAP600 patched against KRACK?', 'is the EAP600 safe from CVE-2017-13080?'])(
    'is also found for the other advisory: %s',
    async (line) => {
      const { text } = await door.customer().says(line);
      expect(text).toContain(underKrack);
      expect(text).not.toContain('FragAttacks');
    },
  );

  it('is given for every advisory if none is named, newest first', async () => {
    const { text } = await door.customer().says('is the EAP600 patched?');
    expect(text.indexOf(underFrag)).toBeGreaterThanOrEqual(0);
    expect(text.indexOf(underKrack)).toBeGreaterThan(text.indexOf(underFrag));
    expect(text).toContain('Advisory on FragAttacks');
    expect(text).toContain('EnGenius Model Security Patch Status');
  });

  it('is given only for the advisories that list the model', async () => {
    const { text } = await door.customer().says('is the EWS377AP patched?');
    expect(text).toContain('**EWS377AP, FragAttacks: Fixed.**');
    expect(text).not.toContain('KRACK');
  });

  it('is not given if the table of the named advisory lacks the model', async () => {
    const { text } = await door.customer().says('is the EAP1300 fixed against FragAttacks?');
    expect(text).toContain('not in the published patch list for FragAttacks');
    expect(text).not.toContain('Available Now');
  });

  it('is unknown for a model that is in no table', async () => {
    const { text } = await door.customer().says('is the EAP9999 patched?');
    expect(text).toContain('is in none of the published patch lists');
  });

  it('stays with the advisory in focus until the customer names another', async () => {
    const customer = door.customer();
    expect((await customer.says('is the ESR900 fixed against FragAttacks?')).text).toContain(
      '**ESR900, FragAttacks: No fix planned.**',
    );
    const next = await customer.says('and the EAP600?');
    expect(next.text).toContain(underFrag);
    expect(next.text).not.toContain('KRACK');
    const other = await customer.says('and against KRACK?');
    expect(other.text).toContain(underKrack);
    expect(other.text).not.toContain('FragAttacks');
    expect((await customer.says('are you sure?')).text).toMatch(
      /EAP600, KRACK: Available Now.*Patch Status/s,
    );
  });

  it('is given after the bot asks for the model, with examples from that advisory', async () => {
    const customer = door.customer();
    const asked = await customer.says('is my device fixed against FragAttacks?');
    expect(asked.text).toContain('For example EWS377AP or EAP600');
    expect((await customer.says('EAP600')).text).toContain(underFrag);
  });

  it('explains each status in the words of its own table', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('is the ESR900 fixed against FragAttacks?', 'what does no fix planned mean?');
    expect(text).toBe('**No fix planned**: This model is out of support and stays as it is.');
  });
});

describe('the list of models with two advisories', () => {
  it('comes from the named advisory, with only the status asked for', async () => {
    const { text, answers } = await door.customer().says('which models are fixed against FragAttacks?');
    expect(answers).toEqual(['patch.list']);
    expect(text).toContain('**Fixed** (2 of 5 models): EWS377AP, ECW230');
    expect(text).not.toContain('EWS360AP');
  });

  it('is given after the bot asks for the advisory, if none is named', async () => {
    const customer = door.customer();
    const asked = await customer.says('which models are still waiting for a patch?');
    expect(asked.kinds).toEqual(['question']);
    expect(asked.choices).toEqual(['FragAttacks', 'KRACK']);
    const { text } = await customer.says('fragattacks');
    expect(text).toContain('**Scheduled** (2 of 5 models): EWS357AP, EAP600');
    expect(text).not.toContain('**Fixed**');
  });

  it('comes when the customer presses the name of an advisory', async () => {
    const customer = door.customer();
    await customer.says('show me all models and their patch status');
    const { text, answers } = await customer.presses('KRACK');
    expect(answers).toEqual(['patch.list']);
    expect(text).toContain('of 60 models');
    expect((await customer.says('and for FragAttacks?')).text).toContain('of 5 models');
  });
});

describe('the answers of a second advisory', () => {
  it.each([
    ['what are fragattacks all about', 'frag.what-happened'],
    ['can somebody far away use fragattacks against me', 'frag.distance'],
    ['how do I protect myself against fragattacks right now', 'frag.protection'],
    ['what is krack', 'krack.what-happened'],
  ])('answer "%s"', async (line, id) => {
    expect((await door.customer().says(line)).answers).toEqual([id]);
  });

  it('offer the patch status for their own advisory', async () => {
    const customer = door.customer();
    const { choices } = await customer.says('What is FragAttacks?');
    expect(choices).toContain('FragAttacks status');
  });

  it('come up for a follow-up question', async () => {
    const { answers } = await door
      .customer()
      .saysInTurn('What is FragAttacks?', 'and how close must the attacker be?');
    expect(answers).toEqual(['frag.distance']);
  });

  it('are never those of the first advisory', async () => {
    const { text, answers } = await door
      .customer()
      .says('how does the four-way handshake matter for FragAttacks?');
    expect(answers.filter((id) => id.startsWith('krack.'))).toEqual([]);
    expect(text).not.toContain('third message');
  });

  it('are the only choices if a question about that advisory is unclear', async () => {
    const { kinds, choices } = await door.customer().says('what can I do about fragattacks right now');
    expect(kinds).toEqual(['clarify']);
    expect(choices).toContain('Protection from FragAttacks');
    expect(choices).not.toContain('What can I do right now?');
  });

  it('do not cover a third vulnerability; the bot says what it does cover', async () => {
    const { text, kinds } = await door.customer().says('is the EAP600 vulnerable to Heartbleed?');
    expect(kinds).toEqual(['unknown']);
    expect(text).toContain('KRACK, the WPA2 weakness of October 2017');
    expect(text).toContain('FragAttacks, the fragmentation weaknesses of May 2021');
    expect(text).toContain('nothing on Heartbleed');
  });

  it('introduce the advisory to a customer who asks in another language', async () => {
    expect((await door.customer().says("c'est quoi FragAttacks ?")).answers).toEqual(['frag.what-happened']);
  });
});

describe('a guided answer for another model', () => {
  const mount = 'how do I mount the EWS377AP?';

  it('asks for an option, and accepts its name, its position in the list, or all of them', async () => {
    const asked = await door.customer().says(mount);
    expect(asked.choices).toEqual(['Wall', 'Ceiling', 'Both places']);
    for (const [reply, step] of [
      ['on the roof', 'bent bracket'],
      ['the first one', 'flat bracket'],
      ['2', 'bent bracket'],
      ['the wall and the ceiling', 'second kit'],
    ] as const)
      expect((await door.customer().saysInTurn(mount, reply)).text, reply).toContain(step);
  });

  it('lets the customer change the chosen option', async () => {
    const customer = door.customer();
    expect((await customer.saysInTurn(mount, 'wall')).text).toContain('flat bracket');
    expect((await customer.says('sorry, I meant the ceiling')).text).toContain(
      '**EWS377AP mounting, Ceiling**',
    );
    expect((await customer.says('and the other place?')).text).toContain('**EWS377AP mounting, Wall**');
  });

  it('explains its terms and where to find things', async () => {
    const customer = door.customer();
    expect((await customer.saysInTurn(mount, 'what is a bracket?')).text).toContain('metal plate');
    expect((await customer.saysInTurn('wall', 'where are the screws?')).text).toContain('under the device');
  });

  it('is not given for another model', async () => {
    const { text } = await door.customer().saysInTurn(mount, 'I have the EAP600');
    expect(text).toContain(
      'I only know about the mounting kit of the EWS377AP; I have nothing on one for the EAP600.',
    );
  });
});

describe('two advisories outside the dialogs', () => {
  it('give the support page a table and a heading each, and the other app a heading too', () => {
    const page = supportPage(door.knowledge, built, '');
    for (const text of [
      'FragAttacks patch status',
      'KRACK patch status',
      '<h3>FragAttacks</h3>',
      'EnShare and SkyMesh',
    ])
      expect(page).toContain(text);
    expect(page.match(/<tr [^>]*data-status=/g)).toHaveLength(5 + 60);
  });

  it('are named in the facts that channels format themselves', async () => {
    const list = await door.customer().says('which models are fixed against FragAttacks?');
    expect(list.activities[0]?.channelData).toMatchObject({
      reply: { advisory: { id: 'fragattacks', name: 'FragAttacks' } },
    });
    const statuses = await door.customer().says('is the EAP600 patched?');
    expect(statuses.activities[0]?.channelData).toMatchObject({
      reply: { statuses: [{ advisory: 'FragAttacks' }, { advisory: 'KRACK' }] },
    });
  });
});

describe('another app', () => {
  it.each([
    ['how many nodes can SkyMesh have?', 'skymesh.node-limit'],
    ['is sky mesh free?', 'skymesh.cost'],
    ['how many cameras can EnViewer show?', 'enviewer.camera-limit'],
  ])('answers "%s"', async (line, id) => {
    expect((await door.customer().says(line)).answers).toEqual([id]);
  });

  it('is recognised despite a typo, and its name alone brings up its questions', async () => {
    expect((await door.customer().says('what does skymsh cost')).answers).toEqual(['skymesh.cost']);
    expect((await door.customer().says('SkyMesh')).choices).toContain('What SkyMesh costs');
  });
});
