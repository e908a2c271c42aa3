import { LoadingSpinner } from '@hubspot/ui-extensions';
import { CompanyHealth } from '../src/app/cards/company/company-health.tsx';
import { type Answers, type Language, type Say, setStage } from './stage.ts';

export const healthPath = '/hubspot/accounts/123/health';
export const withHealth = (say: Say, more: Answers = {}): Answers => ({ [`GET ${healthPath}`]: say, ...more });

/** The company's card, once it has an answer. */
export async function openCard(
  answers: Answers,
  options: { language?: Language; properties?: Record<string, string> } = {},
) {
  const stage = setStage('crm.record.tab', { answers, ...options });
  stage.render(<CompanyHealth />);
  await stage.waitFor(() => {
    if (stage.maybeFind(LoadingSpinner) !== null) throw new Error('still loading');
  });
  return stage;
}
