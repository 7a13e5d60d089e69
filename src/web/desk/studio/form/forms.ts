import type { StudioKey } from '#desk/studio/wire.ts';
import { advisoryForm } from './advisory-form.ts';
import { answerForm } from './answer-form.ts';
import { expectedConversationForm, expectedQuestionForm } from './expected-forms.ts';
import type { Field } from './field.ts';
import {
  firstQuestionsForm,
  languageForm,
  makersForm,
  nameForm,
  phrasesForm,
  scopeForm,
  smallTalkForm,
  sourceForm,
  vulnerabilitiesForm,
} from './small-forms.ts';

const forms: Record<Exclude<StudioKey['kind'], 'opening'>, readonly Field[]> = {
  answer: answerForm,
  phrases: phrasesForm,
  advisory: advisoryForm,
  source: sourceForm,
  app: nameForm,
  device: nameForm,
  makers: makersForm,
  vulnerabilities: vulnerabilitiesForm,
  'small-talk': smallTalkForm,
  language: languageForm,
  'expected-question': expectedQuestionForm,
  'expected-conversation': expectedConversationForm,
};

/** The form fields of an entry. */
export function formOf({ kind, id }: Pick<StudioKey, 'kind' | 'id'>): readonly Field[] {
  if (kind === 'opening') return id === 'scope' ? scopeForm : firstQuestionsForm;
  return forms[kind];
}
