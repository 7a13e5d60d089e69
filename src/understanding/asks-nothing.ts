/** Courtesies in the form of questions, and questions that only lean on the other half of the message. */
const courtesy =
  /^\W*(?:(?:and|so|but|also)\s+)?(?:(?:can|could|would|will) (?:you|u|someone|somebody|anyone|anybody)(?: please)?(?: help| tell me| advise| assist| explain| let me know)?(?: me| us)?(?: out)?(?: please)?(?: with (?:this|that|it))?|(?:please )?(?:tell me|let me know|help(?: me)?|advise|explain)(?: please)?|any (?:ideas?|help|advice|thoughts|news|suggestions?)|(?:is that|am i|that'?s) (?:right|correct|ok|it)|right|correct|or (?:what|not)|how are you(?: doing)?|(?:what|how) (?:can|should|could|do|must|shall) (?:i|we) (?:do|proceed|fix (?:it|this))(?: now| then| about (?:it|that))?|what to do(?: now| then| about (?:it|that))?|is (?:it|this|that) (?:possible|normal|okay?|allowed|correct|right|true)|what is (?:wrong|going on|happening)|what'?s (?:wrong|up|going on)|why(?: is that)?)\W*$/i;
/** Text that only leads up to questions: "I need to know the following for our audit:", "two quick ones". */
const leadIn =
  /^\W*(?:(?:i|we)(?:['’]ve| have)?\W+)?(?:\S+\s+){0,5}?(?:(?:two|three|four|2|3|4|a few|a couple of|some|several|these|the following|following)(?:\W+\w+){0,2}?\W+(?:things?|questions?|problems?|issues?|points?|ones|queries)|the following)\b(?:\W+\w+){0,4}\W*$/i;
const LONGEST_LEAD_IN = 80;
const asksItself = /\?|^\W*(?:how|what|which|who|when|where|why|is|are|can|could|do|does|will|would)\b/i;

/** Whether a part of a message does not ask for anything by itself. */
export const asksNothing = (text: string): boolean =>
  courtesy.test(text) || (text.length <= LONGEST_LEAD_IN && !asksItself.test(text) && leadIn.test(text));
