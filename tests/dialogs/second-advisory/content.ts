/** What an editor adds for a second advisory, a guided answer and another app, as data in the shape of the files. */

const source = 'frag-advisory';
const about = { advisory: 'fragattacks' };

const statuses = [
  { name: 'Fixed', meaning: 'Firmware with the FragAttacks fixes can be downloaded.', isFixed: true },
  {
    name: 'Scheduled',
    meaning: 'Firmware with the FragAttacks fixes is being prepared.',
    isFixed: false,
    words: ['scheduled'],
  },
  {
    name: 'No fix planned',
    meaning: 'This model is out of support and stays as it is.',
    isFixed: false,
    words: ['end of life', 'eol', 'out of support'],
  },
];

export const fragAttacks = {
  id: 'fragattacks',
  name: 'FragAttacks',
  description: 'the fragmentation weaknesses of May 2021',
  summary: 'FragAttacks are weaknesses in how Wi-Fi devices put the pieces of a message together.',
  heading: 'FragAttacks',
  source,
  introduction: 'frag.what-happened',
  aliases: ['frag attacks', 'frag attack', 'fragatacks'],
  cves: [
    { from: 'CVE-2020-24586', to: 'CVE-2020-24588' },
    { from: 'CVE-2020-26139', to: 'CVE-2020-26147' },
  ],
  patch: {
    source,
    statuses,
    examples: ['EWS377AP', 'EAP600'],
    findModel: 'Turn the device over and read the label.',
    titles: {
      'patch.status': { question: 'Is my model fixed against FragAttacks?', label: 'FragAttacks status' },
      'patch.list': { question: 'Which models are fixed against FragAttacks?', label: 'FragAttacks list' },
    },
    rows: [
      { model: 'EWS377AP', status: 'Fixed' },
      { model: 'EWS357AP', status: 'Scheduled' },
      { model: 'ECW230', status: 'Fixed' },
      { model: 'EAP600', status: 'Scheduled' },
      { model: 'ESR900', status: 'No fix planned' },
    ],
  },
};

export const fragSource = {
  id: source,
  title: 'Advisory on FragAttacks',
  publisher: 'EnGenius',
  date: '2021-05-14',
};

const answer = (id: string, question: string, label: string, short: string, followUps: string[]) => ({
  id,
  question,
  label,
  short,
  about,
  source,
  followUps,
});

export const fragAnswers = {
  answers: [
    answer(
      'frag.what-happened',
      'What is FragAttacks?',
      'What is FragAttacks?',
      'In May 2021 researchers published weaknesses in how Wi-Fi splits and joins frames.',
      ['patch.status', 'frag.distance'],
    ),
    answer(
      'frag.distance',
      'How near must somebody be to use FragAttacks?',
      'Range of FragAttacks',
      'Within radio range of the network: the attack does not work over the Internet.',
      ['frag.protection'],
    ),
    answer(
      'frag.protection',
      'What protects me until my model is fixed against FragAttacks?',
      'Protection from FragAttacks',
      'Use HTTPS for everything that matters, and switch off fragmentation in the wireless settings.',
      ['patch.list'],
    ),
  ],
};

const frames = ['', 'hi, ', 'quick question: ', 'please tell me, ', 'can you say '];
const inFrames = (...phrases: string[]): string[] =>
  phrases.flatMap((phrase) => frames.map((frame) => `${frame}${phrase}`));

export const fragPhrases = {
  'status-meaning': [
    'what does no fix planned mean',
    'what is meant by scheduled',
    'no fix planned, meaning?',
  ],
  'frag.what-happened': inFrames(
    'what are fragattacks',
    'what happened with fragattacks',
    'explain fragattacks to me',
    'what is the fragattacks story',
    'fragattacks in plain words',
    'what is this frag attack thing',
    'fragattacks?',
    'what does fragattacks mean',
  ),
  'frag.distance': inFrames(
    'how close does the fragattacks attacker have to be',
    'does fragattacks work over the internet',
    'from how far can somebody use fragattacks',
    'must they be near my house for fragattacks',
    'can a hacker far away use fragattacks',
    'what range do fragattacks have',
    'how near must the fragattacks attacker be',
  ),
  'frag.protection': inFrames(
    'what can i do against fragattacks',
    'how do i protect myself from fragattacks',
    'is there a workaround for fragattacks',
    'anything i can switch off against fragattacks',
    'what helps until the fragattacks fix is out',
    'how to stay safe from fragattacks',
    'protection against fragattacks meanwhile',
  ),
};

/** A guided answer for a model other than the one with the guest network, in a separate file. */
export const mounting = {
  answers: [
    {
      id: 'ews377ap.mounting',
      question: 'How do I mount the EWS377AP?',
      label: 'EWS377AP mounting',
      short: 'The EWS377AP comes with a bracket for walls and one for ceilings.',
      about: { model: 'EWS377AP' },
      source,
      followUps: ['patch.status'],
      variants: {
        question: 'Where does it go?',
        topic: 'mounting kit',
        called: ['place', 'side'],
        terms: { bracket: 'The bracket is the metal plate in the box.' },
        where: 'Both brackets are in the box, under the device.',
        whereWords: ['screws', 'brackets'],
        options: [
          { id: 'wall', label: 'Wall', aliases: ['walls'], steps: ['Screw the flat bracket to the wall.'] },
          {
            id: 'ceiling',
            label: 'Ceiling',
            aliases: ['ceilings', 'roof'],
            steps: ['Clip the bent bracket to the ceiling.'],
          },
          {
            id: 'both',
            label: 'Both places',
            aliases: ['both'],
            covers: ['wall', 'ceiling'],
            steps: ['Order a second kit.'],
          },
        ],
      },
    },
  ],
};

export const mountingPhrases = {
  'ews377ap.mounting': inFrames(
    'how do i mount the ews377ap',
    'how to hang up my ews377ap',
    'ews377ap mounting kit',
    'mount the access point with the kit',
    'where do the screws of the ews377ap go',
    'fix the ews377ap to something with the mounting kit',
    'mounting instructions for the ews377ap',
  ),
};

export const skyMesh = { name: 'SkyMesh', aliases: ['sky mesh'], description: 'the app to set up a mesh' };

export const skyMeshAnswers = {
  answers: [
    {
      id: 'skymesh.node-limit',
      question: 'How many nodes can SkyMesh manage?',
      label: 'How many SkyMesh nodes?',
      short: 'SkyMesh manages at most 12 nodes.',
      about: { app: 'SkyMesh' },
      source: 'support-faq',
      followUps: ['skymesh.cost'],
    },
    {
      id: 'skymesh.cost',
      question: 'What does SkyMesh cost?',
      label: 'What SkyMesh costs',
      short: 'Nothing: SkyMesh is free.',
      about: { app: 'SkyMesh' },
      source: 'support-faq',
      followUps: ['skymesh.node-limit'],
    },
  ],
};

export const skyMeshPhrases = {
  'skymesh.node-limit': inFrames(
    'how many nodes in skymesh',
    'what is the most nodes skymesh takes',
    'node limit of skymesh',
    'can skymesh manage twenty nodes',
    'is there a maximum of nodes in skymesh',
    'how big can a mesh get with skymesh',
  ),
  'skymesh.cost': inFrames(
    'what does skymesh cost',
    'is skymesh free',
    'do i have to pay for skymesh',
    'price of skymesh',
    'is there a fee for the skymesh app',
    'skymesh subscription?',
  ),
};
