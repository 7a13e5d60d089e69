import type { Phrase } from '#knowledge/knowledge.ts';

/** A small help desk of a library: enough phrases to learn from, yet quick enough for every test run. */
const byIntent: Record<string, readonly string[]> = {
  'hours.opening': [
    'when do you open',
    'what are your opening hours',
    'are you open on sunday',
    'until when is the library open today',
    'opening times please',
    'do you open early in the morning',
    'at what time do you close',
    'is the library open at the weekend',
  ],
  'loan.renew': [
    'how do I renew a book',
    'can I extend my loan',
    'renew my books please',
    'I need to keep this book longer',
    'extend the loan of a book by a week',
    'is renewing online possible',
    'my loan ends tomorrow, can I renew it',
    'how often may a loan be renewed',
  ],
  'card.lost': [
    'I lost my library card',
    'my card is gone, what now',
    'can I get a new card',
    'replacement for a lost card',
    'someone stole my library card',
    'how do I block a lost card',
    'my card was stolen with my purse',
    'what does a replacement card cost',
  ],
  'reader.status': [
    'does my {model} work with your e-books',
    'is the {model} supported',
    'can I read e-books on a {model}',
    'I own a {model}, will it do',
    '{model} compatible?',
    'will e-books open on my {model}',
  ],
  greeting: ['hello', 'hi there', 'good morning', 'hey', 'good evening to you', 'hello library'],
  oos: [
    'what is the weather like',
    'book me a flight to Rome',
    'who won the match yesterday',
    'tell me a joke',
    'how do I bake bread',
    'my washing machine leaks',
    'translate this letter into French',
    'which phone should I buy',
    'is the moon made of cheese',
    'play some music',
  ],
};

export const smallCorpus: readonly Phrase[] = Object.entries(byIntent).flatMap(([intent, texts]) =>
  texts.map((text) => ({ text, intent })),
);
