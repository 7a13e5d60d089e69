/** The parts of the peers' packages that we use; neither package has types for them. */
declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  export default class BayesClassifier {
    constructor();
    addDocument(text: string, label: string): void;
    train(): void;
    /** Labels with their likelihoods (unnormalised), likeliest first. */
    getClassifications(text: string): { label: string; value: number }[];
  }
}

declare module '@nlpjs/basic' {
  interface NlpjsSettings {
    languages: string[];
    autoSave: boolean;
    autoLoad: boolean;
    nlu: { log: boolean };
  }
  export class Nlp {
    constructor(settings: NlpjsSettings & { container: unknown });
    addLanguage(locale: string): void;
    addDocument(locale: string, utterance: string, intent: string): void;
    train(): Promise<void>;
    process(
      locale: string,
      utterance: string,
    ): Promise<{ classifications: { intent: string; score: number }[] }>;
  }
  export const LangEn: unknown;
  export function containerBootstrap(): { use(plugin: unknown): unknown };
}
