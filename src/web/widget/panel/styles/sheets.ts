import tokens from '../../../design/tokens.css?inline';
import content from '../content/content.css?inline';
import base from './base.css?inline';
import composer from './composer.css?inline';
import forms from './forms.css?inline';
import log from './log.css?inline';
import message from './message.css?inline';
import rating from './rating.css?inline';
import frame from './window.css?inline';

/** Constructed style sheets work under any Content-Security-Policy. */
const constructed = (css: string): CSSStyleSheet => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
};

/** The panel's style sheets. */
export const panelSheets = (): CSSStyleSheet[] =>
  [tokens, base, frame, log, message, rating, composer, forms, content].map(constructed);

/** The style sheets of the conversation alone, for showing it elsewhere. */
export const conversationSheets = (): CSSStyleSheet[] =>
  [tokens, base, log, message, content].map(constructed);
