import { type Blueprint, countryOf } from './blueprint.ts';
import { type CompanyName, asTyped, companyName } from './company-names.ts';
import { randomStream } from './random.ts';

export interface Identity {
  readonly name: string;
  /** The real mail domain, unique in the base and never resolvable (RFC 2606); the CRM record may miss or misspell it. */
  readonly mailDomain: string;
  readonly recordDomain: string | null;
}

export function identityOf({ seed, index, shape }: Blueprint): Identity {
  const own = nameOf(seed, index);
  const { name } = shape === 'name_of_previous' && index > 0 ? nameOf(seed, index - 1) : own;
  const mailDomain = `${own.latin}-${index + 1}.example`;
  return { name: asTyped(name, shape), mailDomain, recordDomain: recordDomain(mailDomain, shape) };
}

function nameOf(seed: number, index: number): CompanyName {
  return companyName(countryOf(seed, index), randomStream(seed, index, 'name'));
}

function recordDomain(domain: string, shape: Blueprint['shape']): string | null {
  if (shape === 'missing_domain') return null;
  return shape === 'upper_case_domain' ? `WWW.${domain.toUpperCase()}` : domain;
}
