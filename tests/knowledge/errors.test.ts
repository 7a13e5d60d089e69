import { describe, expect, test } from 'vitest';
import { KnowledgeError } from '#knowledge/problems.ts';
import type { Files, SmallContent } from './small-knowledge.ts';
import { load, problemsAfter, smallContent } from './small-knowledge.ts';

const firstAnswer = (content: ReturnType<typeof smallContent>): Record<string, unknown> =>
  content['answers/torch.yaml'].answers[0]!;

const answerProblem = async (change: Record<string, unknown>) => {
  const problems = await problemsAfter((content) => Object.assign(firstAnswer(content), change));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ file: 'answers/torch.yaml', entry: 'torch.battery' });
  return `${problems[0]?.field}: ${problems[0]?.message}`;
};

const withPhrases = (phrases: Record<string, unknown[]>) =>
  problemsAfter((content: Files) => {
    content['phrases/more.yaml'] = phrases;
  });

test('the small knowledge of these tests is valid', async () => {
  await expect(problemsAfter(() => {})).resolves.toEqual([]);
});

test('one coded error lists all problems with their file, entry and field', async () => {
  const content = smallContent();
  firstAnswer(content)['source'] = 'poster';
  firstAnswer(content)['followUps'] = ['torch.colour'];
  const error = await load(content).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(KnowledgeError);
  expect(error).toMatchObject({
    code: 'KNOWLEDGE_INVALID',
    message: [
      'The knowledge has 2 problems:',
      'answers/torch.yaml › torch.battery › followUps.1: No answer has the id "torch.colour"; correct or remove it.',
      'answers/torch.yaml › torch.battery › source: "poster" is not in sources.yaml; correct it or add the source.',
    ].join('\n'),
  });
});

describe('the options of a guided answer', () => {
  const option = (id: string, label: string, more: object = {}) => ({
    id,
    label,
    steps: ['Press it.'],
    ...more,
  });
  const withOptions = (...options: object[]) =>
    answerProblem({ variants: { question: 'Which light?', options } });

  test('may be in any file', async () => {
    const variants = { question: 'Which light?', options: [option('red', 'Red'), option('blue', 'Blue')] };
    const problems = await problemsAfter((content) => Object.assign(firstAnswer(content), { variants }));
    expect(problems).toEqual([]);
  });

  test('have unique names', async () => {
    await expect(
      withOptions(option('red', 'Red'), option('blue', 'Blue', { aliases: ['RED'] })),
    ).resolves.toBe('variants.options.blue: "RED" is already used by another option; change or remove one.');
  });

  test('cover only options that exist', async () => {
    await expect(
      withOptions(option('red', 'Red'), option('all', 'All', { covers: ['red', 'green'] })),
    ).resolves.toBe('variants.options.all: It covers "green", but no option has that id; correct it.');
  });
});

describe('a file', () => {
  test('that is missing is reported by name', async () => {
    const problems = await problemsAfter((content: Files) => {
      content['vocabulary.yaml'] = undefined;
    });
    expect(problems).toEqual([
      { file: 'vocabulary.yaml', entry: '', field: '', message: 'The file is missing; create it.' },
    ]);
  });

  test.each([
    ['answers/lamp.yml', 'Only .yaml files are read; rename it to answers/lamp.yaml.'],
    ['phrases/lamp.YAML', 'Only .yaml files are read; rename it to phrases/lamp.yaml.'],
    ['small_talk.yaml', /^Nothing reads this file; the knowledge is in sources\.yaml/],
    ['answers/old/lamp.yaml', /^Nothing reads this file/],
  ])('%s that nothing would read is reported by name', async (file, message) => {
    const problems = await problemsAfter((content: Files) => {
      content[file] = '- something';
    });
    expect(problems).toEqual([{ file, entry: '', field: '', message: expect.stringMatching(message) }]);
  });

  test('that is not YAML is reported with the line', async () => {
    const problems = await problemsAfter((content: Files) => {
      content['sources.yaml'] = '- id: leaflet\n  title: "The leaflet\n  date: null\n';
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.file).toBe('sources.yaml');
    expect(problems[0]?.entry).toMatch(/^line \d$/);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(/^This is not valid YAML \(.+\); correct the line\.$/);
  });

  test('that cannot be read is the only problem reported, even if other files refer to it', async () => {
    const problems = await problemsAfter((content) => {
      content['small-talk.yaml'].firstQuestions = ['torch.battery'];
      firstAnswer(content)['short'] = '';
    });
    expect(problems).toMatchObject([{ file: 'answers/torch.yaml', field: 'short' }]);
  });

  test('with a duplicate key is rejected', async () => {
    const problems = await problemsAfter((content: Files) => {
      content['phrases/more.yaml'] = 'yes: [aye]\nyes: [aye aye]\n';
    });
    expect(problems).toMatchObject([{ file: 'phrases/more.yaml', entry: 'line 2' }]);
  });

  test('that is missing from its folder leaves the folder empty, and the folder is reported', async () => {
    const problems = await problemsAfter((content: Files) => {
      content['phrases/all.yaml'] = undefined;
    });
    expect(problems).toEqual([
      { file: 'phrases/', entry: '', field: '', message: 'There is no YAML file here; add one.' },
    ]);
  });
});

describe('a field', () => {
  test.each([
    [{ lable: 'x' }, 'lable: "lable" is not a field here; correct its spelling or remove it.'],
    [{ about: { ap: 'Torch' } }, 'about.ap: "ap" is not a field here; correct its spelling or remove it.'],
    [{ short: undefined }, 'short: This field is missing; add it.'],
    [{ short: null }, 'short: This is empty; write something or remove it.'],
    [{ short: ' ' }, 'short: This is empty; write something or remove it.'],
    [{ source: '' }, 'source: This is empty; write something or remove it.'],
    [{ short: 10 }, 'short: 10 is not text; put it in quotes.'],
    [{ steps: 'Press.' }, 'steps: This must be a list; rewrite it as one.'],
    [{ steps: [] }, 'steps: This needs at least 1 entry; add what is missing.'],
    [{ steps: ['Press.', ''] }, 'steps.2: This is empty; write something or remove it.'],
    [{ label: 'long '.repeat(13) }, 'label: This is longer than 60 characters; shorten it.'],
    [
      { followUps: ['patch.list', 'patch.list', 'patch.list', 'patch.list'] },
      'followUps: This may have at most 3 entries; remove some.',
    ],
    [
      { followUps: ['Patch List'] },
      'followUps.1: "Patch List" is not an id; use lower-case words like "enviewer.camera-limit".',
    ],
    [
      { howToChange: 'torch.colour' },
      'howToChange: No answer has the id "torch.colour"; correct or remove it.',
    ],
    [{ followUps: ['torch.battery'] }, 'followUps.1: An answer cannot follow itself; name another.'],
    [
      { about: { app: 'Lantern' } },
      'about.app: "Lantern" is not an app in vocabulary.yaml; correct it or add the app.',
    ],
    [
      { about: { advisory: 'sunbeam' } },
      'about.advisory: "sunbeam" is not an advisory of advisories/; correct it or add the advisory.',
    ],
    [
      { about: { model: 'T100V2' } },
      'about.model: "T100V2" is not in any table of advisories/; use its published spelling.',
    ],
    [
      { worksWith: ['Lamp', 'T200', 'T300'] },
      'worksWith.3: "T300" is neither in advisories/ nor in vocabulary.yaml; correct it.',
    ],
  ])('with %j is reported with the fix', async (change, told) => {
    await expect(answerProblem(change)).resolves.toBe(told);
  });

  test('for a date must contain a date', async () => {
    const problems = await problemsAfter((content) => {
      content['sources.yaml'][0]!.date = '17 October 2017';
    });
    expect(problems).toEqual([
      {
        file: 'sources.yaml',
        entry: 'leaflet',
        field: 'date',
        message: '"17 October 2017" is not a date; write it like 2017-10-17.',
      },
    ]);
  });
});

const moonbeamFile = 'advisories/moonbeam.yaml';

describe('the patch table', () => {
  test('accepts only the statuses that it declares and reports the row', async () => {
    const problems = await problemsAfter((content) => {
      content[moonbeamFile].patch.rows[1]!.status = 'Avaliable Now';
    });
    expect(problems).toEqual([
      {
        file: moonbeamFile,
        entry: 'patch.rows 2 (T200)',
        field: 'status',
        message:
          '"Avaliable Now" is not among the statuses ("Available Now", "In Progress", "Available through automatic update"); correct it or declare it.',
      },
    ]);
  });

  test('explains each status once', async () => {
    const problems = await problemsAfter((content) => {
      content[moonbeamFile].patch.statuses.push(content[moonbeamFile].patch.statuses[0]!);
    });
    expect(problems).toMatchObject([{ file: moonbeamFile, entry: 'patch.statuses', field: 'name' }]);
  });

  test('names a listed source', async () => {
    const problems = await problemsAfter((content) => {
      content[moonbeamFile].patch.source = 'poster';
    });
    expect(problems).toMatchObject([{ file: moonbeamFile, entry: 'patch', field: 'source' }]);
  });

  test('contains the models that it names as examples', async () => {
    const problems = await problemsAfter((content) => {
      content[moonbeamFile].patch.examples = ['T300'];
    });
    expect(problems).toMatchObject([
      {
        file: moonbeamFile,
        field: 'examples',
        message: '"T300" is not a model of this table; name one of its rows.',
      },
    ]);
  });
});

describe('an advisory', () => {
  const withSecond = (change: object) =>
    problemsAfter((content: SmallContent & Files) => {
      const { patch, ...first } = content[moonbeamFile];
      const titles = {
        'patch.status': { question: 'Is it safe from Sunbeam?', label: 'Sunbeam status' },
        'patch.list': { question: 'What is safe from Sunbeam?', label: 'Sunbeam list' },
      };
      const answer = { ...content['answers/moonbeam.yaml'].answers[0]!, id: 'sunbeam.what' };
      Object.assign(answer, {
        question: 'What is Sunbeam?',
        label: 'What Sunbeam is',
        about: { advisory: 'sunbeam' },
      });
      content['answers/sunbeam.yaml'] = { answers: [answer] };
      content['phrases/sunbeam.yaml'] = { 'sunbeam.what': ['tell me about sunbeam'] };
      const own = { id: 'sunbeam', name: 'Sunbeam', introduction: 'sunbeam.what', aliases: [], cves: [] };
      content['advisories/sunbeam.yaml'] = { ...first, ...own, patch: { ...patch, titles }, ...change };
    });

  test('can be added next to another', async () => {
    await expect(withSecond({})).resolves.toEqual([]);
  });

  test.each([
    [{ id: 'moonbeam' }, 'id', /^"moonbeam" is already used by/],
    [{ name: 'Moon Beams' }, 'name or alias', /^"Moon Beams" is already used by/],
    [{ source: 'poster' }, 'source', '"poster" is not in sources.yaml; correct it or add the source.'],
    [
      { introduction: 'moonbeam.what' },
      'introduction',
      'No answer about "sunbeam" has the id "moonbeam.what"; correct it or write it.',
    ],
  ])('with %j is reported with the fix', async (change, field, message) => {
    await expect(withSecond(change)).resolves.toContainEqual({
      file: 'advisories/sunbeam.yaml',
      entry: '',
      field,
      message: expect.stringMatching(message),
    });
  });

  test.each([
    [
      [{ from: 'CVE-2017-10009', to: 'CVE-2017-10012' }],
      'It overlaps with CVE-2017-10001 to CVE-2017-10009 in advisories/moonbeam.yaml; correct one of them.',
    ],
    [
      [{ from: 'CVE-2018-10009', to: 'CVE-2018-10001' }],
      'A range of CVE ids must end after its start, in the same year; correct CVE-2018-10001.',
    ],
    [
      [{ from: '2018-1', to: 'CVE-2018-10001' }],
      'This is not valid (a CVE id is written like CVE-2017-13077); correct it.',
    ],
  ])('with the CVE ids %j is reported with the fix', async (cves, message) => {
    const problems = await withSecond({ cves });
    expect(problems.map((problem) => problem.message)).toContain(message);
  });

  test('must not also be listed as another vulnerability', async () => {
    const problems = await problemsAfter((content) => {
      content['vocabulary.yaml'].otherVulnerabilities.push('moon beam', 'moon-beams');
    });
    expect(problems).toEqual([
      {
        file: 'vocabulary.yaml',
        entry: 'otherVulnerabilities',
        field: '',
        message: '"moon beam" is a name of the advisory in advisories/moonbeam.yaml; remove it here.',
      },
      {
        file: 'vocabulary.yaml',
        entry: 'otherVulnerabilities',
        field: '',
        message: '"moon-beams" is a name of the advisory in advisories/moonbeam.yaml; remove it here.',
      },
    ]);
  });
});

describe('ids and names', () => {
  test('on buttons are unique, even across the patch table', async () => {
    const problems = await problemsAfter((content) => {
      Object.assign(firstAnswer(content), { label: 'All models' });
    });
    expect(problems).toEqual([
      {
        file: moonbeamFile,
        entry: 'patch.list',
        field: 'label',
        message: '"All models" is already used by torch.battery in answers/torch.yaml; change or remove one.',
      },
    ]);
  });

  test('are unique: two answers with the same id are an error', async () => {
    const problems = await problemsAfter((content: Files) => {
      const twin = { ...firstAnswer(smallContent()), question: 'What else?', label: 'Else' };
      content['answers/more.yaml'] = { answers: [twin] };
    });
    expect(problems).toMatchObject([
      {
        file: 'answers/torch.yaml',
        entry: 'torch.battery',
        field: 'id',
        message: '"torch.battery" is already used by answers/more.yaml; change or remove one.',
      },
    ]);
  });

  test('are unique: two sources with the same id are an error', async () => {
    const problems = await problemsAfter((content) => {
      content['sources.yaml'].push(content['sources.yaml'][0]!);
    });
    expect(problems).toMatchObject([{ file: 'sources.yaml', entry: 'leaflet', field: 'id' }]);
  });

  test('of small talk are the five that the bot uses', async () => {
    const problems = await problemsAfter((content) => {
      content['small-talk.yaml'].replies[0]!.id = 'gossip';
    });
    expect(problems.map(({ file, entry, message }) => `${file} ${entry}: ${message}`)).toEqual([
      'small-talk.yaml greeting: This reply is missing; write it.',
      'small-talk.yaml gossip: The only replies to small talk are greeting, thanks, goodbye, help, bot; correct the id or remove the reply.',
      'phrases/ gossip: There are no phrases for this in phrases/; add some that customers write.',
      'phrases/all.yaml greeting: There is no answer with this id; correct the id or write the answer.',
    ]);
  });

  test('of the vocabulary have one meaning: a maker cannot share a name with an app', async () => {
    const problems = await problemsAfter((content) => {
      content['vocabulary.yaml'].otherMakers.push('Toorch');
    });
    expect(problems).toMatchObject([{ file: 'vocabulary.yaml', entry: 'otherMakers' }]);
  });
});

describe('a phrase', () => {
  test('has one intent, regardless of capitals and punctuation', async () => {
    await expect(withPhrases({ yes: ['Tell me: NO!'] })).resolves.toEqual([
      {
        file: 'phrases/more.yaml',
        entry: 'yes',
        field: '"Tell me: NO!"',
        message: 'The phrase is also listed under no in phrases/all.yaml; keep it under one intent.',
      },
    ]);
  });

  test('appears once under its intent', async () => {
    await expect(withPhrases({ no: ['tell me no?'] })).resolves.toMatchObject([
      { message: 'The phrase appears twice (also in phrases/all.yaml); remove one.' },
    ]);
  });

  test('may repeat the question of its own answer but of no other', async () => {
    await expect(withPhrases({ 'torch.battery': ['how long does the torch shine'] })).resolves.toEqual([]);
    await expect(withPhrases({ oos: ['how long does the torch shine'] })).resolves.toMatchObject([
      { message: 'This is the question of torch.battery in answers/torch.yaml; remove the phrase.' },
    ]);
  });

  test('belongs to an existing intent; an unknown one is reported once per file', async () => {
    await expect(withPhrases({ 'torch.colour': ['red', 'green'] })).resolves.toEqual([
      {
        file: 'phrases/more.yaml',
        entry: 'torch.colour',
        field: '',
        message: 'There is no answer with this id; correct the id or write the answer.',
      },
    ]);
  });

  test('may use no placeholder other than {model}', async () => {
    await expect(withPhrases({ yes: ['the {model} one', 'the {modle} one'] })).resolves.toMatchObject([
      { field: '"the {modle} one"', message: '"{modle}" is not a placeholder; the only one is {model}.' },
    ]);
  });

  test('that YAML would read as a number must be quoted', async () => {
    await expect(withPhrases({ yes: ['aye', 1] })).resolves.toEqual([
      {
        file: 'phrases/more.yaml',
        entry: 'yes',
        field: 'item 2',
        message: '1 is not text; put it in quotes.',
      },
    ]);
  });

  test('exists for every answer: an answer without phrases is an error', async () => {
    const problems = await problemsAfter((content) => {
      delete content['phrases/all.yaml']['torch.battery'];
    });
    expect(problems).toEqual([
      {
        file: 'answers/torch.yaml',
        entry: 'torch.battery',
        field: '',
        message: 'There are no phrases for this in phrases/; add some that customers write.',
      },
    ]);
  });
});
