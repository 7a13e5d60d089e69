import type { Classification, Classifier } from './classifier/classification.ts';
import { createModelFromContext, type Focus, onlyNames, pointsBack, wording } from './context.ts';
import { type Entities, maskEntities } from './entities.ts';
import { commandIntents, generalPatchIntents, pleasantries, socialIntents } from './intents.ts';
import type { Certainty, Reading, Rule } from './understanding.ts';
import { type Boundary, crossedBoundary, namedElsewhere, speaksOfPatch, type Subject } from './subjects.ts';

/** What reading a question needs: a trained classifier and the names and subjects of the knowledge. */
export interface ReadingParts {
  classifier: Classifier;
  findEntities: (text: string) => Entities;
  /** The listed models, canonical. */
  models: readonly string[];
  /** What each intent's answer speaks of; intents without one are free of boundaries. */
  subjects: ReadonlyMap<string, Subject>;
  /** Titles and button labels, by `titleKey`, with the intent each asks for. */
  titles: ReadonlyMap<string, string>;
  /** Intents asked of a particular model: a model named alone repeats the one asked before. */
  modelIntents: ReadonlySet<string>;
  /** The intents of each app, to offer when only its name is said. */
  appIntents: ReadonlyMap<string, readonly string[]>;
}

/** The form in which titles are compared: letters and digits only, lower case. */
export const titleKey = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const mostCandidates = 3;
/** A name alone is no doubt between meanings but a wish to look around. */
const mostOfApp = 5;
/** A candidate far behind the first is not worth a button. */
const leastShareOfFirst = 0.12;
/** Below this a meaning is too far-fetched to be asked about. */
const leastScore = 0.12;

/** Reads one question, with what the conversation last spoke of. The text is clean (see `cleanUtterance`). */
export type ReadQuestion = (text: string, focus?: Focus) => Reading;

interface Guess {
  classification: Classification;
  rule: Rule;
}

/** A classification that needs no classifier: certain of one intent. */
const given = (intent: string): Classification => ({
  intent,
  confidence: 1,
  ranked: [{ intent, score: 1 }],
  corrections: [],
});

/** The intents worth offering: answerable, within bounds, not far behind the first. */
function candidatesOf(ranked: Classification['ranked'], crossed: (intent: string) => boolean): string[] {
  const answerable = ranked.filter(
    ({ intent }) =>
      intent !== 'oos' && !commandIntents.has(intent) && !pleasantries.has(intent) && !crossed(intent),
  );
  const first = answerable[0]?.score ?? 0;
  if (first < leastScore) return [];
  return answerable
    .filter(({ score }) => score >= first * leastShareOfFirst)
    .slice(0, mostCandidates)
    .map(({ intent }) => intent);
}

/** What was last spoken of, as the word to put in for it, and the intents that are about it. */
function spokenOf(focus: Focus | undefined, subjects: ReadingParts['subjects']) {
  const app = focus?.app;
  if (app !== undefined) {
    const holds = (intent: string): boolean => subjects.get(intent)?.app === app;
    return { word: app.toLowerCase(), isAdvisory: false, holds };
  }
  const advisory = subjects.get(focus?.intent ?? '')?.advisory;
  if (advisory === undefined) return undefined;
  const holds = (intent: string): boolean => subjects.get(intent)?.advisory === advisory;
  return { word: advisory, isAdvisory: true, holds };
}

/** Builds the reader of single questions. */
export function createReadQuestion(parts: ReadingParts): ReadQuestion {
  const { classifier, findEntities, subjects, titles, appIntents } = parts;
  const modelFromContext = createModelFromContext(parts.models);
  const { sure, close, doubt } = classifier.thresholds;

  /** The intent by a rule that needs no classifier, where one applies. */
  function byRule(text: string, entities: Entities, focus: Focus | undefined): Guess | undefined {
    const title = titles.get(titleKey(text));
    if (title !== undefined) return { classification: given(title), rule: 'title' };
    if (!onlyNames(text, entities.models)) return undefined;
    const repeated =
      focus?.intent !== undefined && parts.modelIntents.has(focus.intent) ? focus.intent : undefined;
    const intent = repeated ?? 'patch.status';
    return { classification: given(intent), rule: repeated === undefined ? 'name' : 'context' };
  }

  /** Classifies, and once more with what was last spoken of put in, where the utterance points back to it. */
  function byClassifier(text: string, entities: Entities, focus: Focus | undefined): Guess {
    const masked = maskEntities(text, entities);
    const plain: Guess = { classification: classifier.classify(masked), rule: 'classifier' };
    const spoken = spokenOf(focus, subjects);
    const back = pointsBack(text);
    if (spoken === undefined || entities.apps.length > 0 || !(back.pronoun || back.opening)) return plain;

    const { intent, confidence } = plain.classification;
    const isOfOtherApp = subjects.get(intent)?.app !== undefined && !spoken.holds(intent);
    const isSure = confidence >= sure && intent !== 'oos' && !isOfOtherApp;
    // The advisory's name pulls any question towards it: it only helps to tell its own questions apart.
    if (isSure || (spoken.isAdvisory && !spoken.holds(intent))) return plain;
    const named = classifier.classify(`${masked} ${spoken.word}`, {
      allowed: (other) => subjects.get(other)?.app === undefined || spoken.holds(other),
    });
    const isBetter = !spoken.holds(intent) || named.confidence > confidence;
    const serves = spoken.holds(named.intent) && named.confidence >= close && isBetter;
    return serves ? { classification: named, rule: 'context' } : plain;
  }

  /** The confidence from which an intent is acted on. */
  function surenessFor(intent: string, text: string): number {
    // Talk to the bot itself states no fact, nor do commands; a person is not called by accident.
    if (socialIntents.has(intent)) return close + (sure - close) / 4;
    if (commandIntents.has(intent)) return (sure + close) / 2;
    if (intent === 'human') return (sure + 1) / 2;
    // Beside a model's name the patch is asked for in some word; "fixed IP on an EAP1300" asks for something else.
    if (intent === 'patch.status' && !speaksOfPatch(text)) return (sure + 1) / 2;
    return sure;
  }

  /** Whether an app's answer fits although little says that this app is meant: then it is asked about first. */
  function presumesApp({ intent, confidence }: Classification, text: string, entities: Entities): boolean {
    if (subjects.get(intent)?.app === undefined || entities.apps.length > 0) return false;
    const said = wording(text);
    return said === 'vague' || (said === 'terse' && confidence < (sure + 1) / 2);
  }

  function certaintyOf(classification: Classification, text: string): Certainty {
    if (classification.intent === 'oos') {
      return classification.confidence < doubt ? 'close' : 'unknown';
    }
    const { intent, confidence } = classification;
    if (confidence >= surenessFor(intent, text)) return 'sure';
    return confidence >= close ? 'close' : 'unknown';
  }

  return (text, focus) => {
    const entities = findEntities(text);
    if (entities.models.length === 0 && focus !== undefined && entities.apps.length === 0) {
      const fromContext = modelFromContext(text, focus);
      if (fromContext !== undefined) entities.models.push(fromContext);
    }
    let { classification, rule } = byRule(text, entities, focus) ?? byClassifier(text, entities, focus);

    // "And when will they be patched?" after two models asks for theirs; "which ones still wait?" for the list.
    const asksWhen = classification.intent === 'krack.when-patches' && pointsBack(text).pronoun;
    const pointsToModels = asksWhen && (focus?.models.length ?? 0) > 0;
    const aboutModel = pointsToModels || entities.models.some((mention) => mention.kind !== 'unlisted');
    if (aboutModel && generalPatchIntents.has(classification.intent)) {
      classification = { ...classification, intent: 'patch.status' };
    }
    const crossing = (intent: string): Boundary | undefined => {
      const subject = subjects.get(intent);
      if (subject === undefined) return undefined;
      const boundary = crossedBoundary(subject, entities, text);
      if (boundary !== undefined || rule === 'title') return boundary;
      // "How many people can use it?" after EnViewer asks nothing about EnRoute.
      const pointsToIt = pointsBack(text).pronoun || focus?.inSameMessage === true;
      const meant = entities.apps.length === 0 && pointsToIt ? focus?.app : undefined;
      const other = meant !== undefined && subject.app !== undefined && subject.app !== meant;
      return other ? { kind: 'other-app', name: meant } : undefined;
    };

    const isOutOfScope = classification.intent === 'oos';
    let boundary = isOutOfScope ? namedElsewhere(entities, text) : crossing(classification.intent);
    if (boundary?.kind === 'other-app') {
      // The words fit another app's answer better; perhaps one of the app that was named is meant all the same.
      const within = candidatesOf(classification.ranked, (id) => crossing(id) !== undefined);
      const [best] = within;
      if (best !== undefined) {
        classification = { ...classification, intent: best, confidence: close };
        boundary = undefined;
      }
    }
    let certainty: Certainty = boundary === undefined ? certaintyOf(classification, text) : 'unknown';
    const isPresumed = rule === 'classifier' && presumesApp(classification, text, entities);
    if (certainty === 'sure' && isPresumed) certainty = 'close';
    let candidates =
      certainty === 'close' ? candidatesOf(classification.ranked, (id) => crossing(id) !== undefined) : [];
    const [onlyApp] = entities.apps;
    if (onlyApp !== undefined && onlyNames(text, entities.apps)) {
      certainty = 'close';
      rule = 'name';
      candidates = (appIntents.get(onlyApp.name) ?? []).slice(0, mostOfApp);
    }
    if (certainty === 'close' && candidates.length === 0) certainty = 'unknown';

    return {
      utterance: text,
      intent: classification.intent,
      confidence: classification.confidence,
      certainty,
      rule,
      candidates,
      ranked: classification.ranked,
      models: entities.models,
      apps: [...new Set(entities.apps.map((mention) => mention.name))],
      otherDevices: [...new Set(entities.otherDevices.map((mention) => mention.name))],
      corrections: classification.corrections,
      ...(boundary === undefined ? {} : { boundary }),
    };
  };
}
