/** The agents of the demonstration, and how often each takes a chat. */
export const demoAgents: readonly { name: string; share: number }[] = [
  { name: 'Dana Weiss', share: 34 },
  { name: 'Luis Ortega', share: 28 },
  { name: 'Mei Lin', share: 24 },
  { name: 'Tom Baker', share: 14 },
];

/** The supervisor account for signing in. */
export const demoSupervisor = { name: 'Robin Demo', email: 'demo@example.com' };

export const customerNames: readonly string[] = [
  'Alex',
  'Amira',
  'Ben',
  'Carla',
  'Chen',
  'Elif',
  'Emma',
  'Farid',
  'Greta',
  'Hugo',
  'Ines',
  'Jonas',
  'Kofi',
  'Lena',
  'Marco',
  'Nadia',
  'Oskar',
  'Priya',
  'Ruth',
  'Sam',
  'Sofia',
  'Theo',
  'Yuki',
  'Zoe',
];

/** What agents write in addition to the answer. */
export const agentLines = {
  greetings: [
    'Hi, I have read what you wrote to the bot. One moment, please.',
    'Hello! Let me look that up for you.',
    'Good day, thanks for waiting. I am on it.',
  ],
  general: [
    'I have checked your model: the newest firmware is on the download page under its name.',
    'Please restart it once with the cable unplugged for ten seconds; that clears it.',
    'I have written down what you need, and a colleague from the technical team will follow up by e-mail.',
  ],
  farewells: ['Is there anything else?', 'Happy to help. Have a good day!', 'You are welcome!'],
} as const;

export const customerLines = {
  details: ['I have the ECB350', 'it is for our office', 'we have four of them', 'bought it last spring'],
  thanks: ['thanks, that is what I needed', 'great, thank you', 'ok thanks', 'perfect'],
  doubts: [
    'hm, that is not what I hoped for',
    'ok, I will wait for the e-mail then',
    'that does not help me much',
  ],
} as const;

/** What customers write along with their stars, by whether they were satisfied. */
export const comments = {
  good: [
    'Fast and friendly.',
    'Solved in five minutes, thank you!',
    'Knew exactly what to do.',
    'The bot could not help, but the person did at once.',
  ],
  fair: ['Good answer, but I waited quite long.', 'It works now, though I had to ask twice.'],
  poor: [
    'Waited ten minutes for half an answer.',
    'I was asked for the same things that I had told the bot.',
    'Still not working.',
  ],
} as const;
