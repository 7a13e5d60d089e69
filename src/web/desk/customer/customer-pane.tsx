import { shellWords } from '../words.ts';
import { CustomerFacts, type CustomerFactsProps } from './customer-facts.tsx';

/** The column next to a conversation that is only read. */
export const CustomerPane = ({ which }: Pick<CustomerFactsProps, 'which'>) => (
  <aside class="facts" aria-label={shellWords.aside}>
    <CustomerFacts which={which} isAlone />
  </aside>
);
