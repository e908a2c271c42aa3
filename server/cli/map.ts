import type { Connection, FieldMapping } from '../../src/accounts/connection.ts';
import type { Sentences } from '../../src/messages/sentences.ts';
import type { CrmDescription, CrmField } from '../../src/ports/crm.ts';
import type { MappingProposal, MappingTarget } from '../../src/sync/mapping/mapping-proposal.ts';
import { proposeMapping } from '../../src/sync/propose-mapping.ts';
import { CommandError } from './command-error.ts';
import { alone } from './in-turn.ts';
import type { CommonOptions, Session } from './session.ts';
import { table, wrap } from './table.ts';

export interface MapOptions extends CommonOptions {
  /** `target=field`, such as `renewalDate=contract_renewal`; `target=` for none. */
  readonly set: readonly string[];
  readonly propose: boolean;
}

/** Shows which CRM field means what, with the other candidates and what follows where there is none; changes it on request. */
export async function map(session: Session, { set, propose }: MapOptions): Promise<void> {
  const { product } = session;
  const connected = await session.openConnected();
  const connection = await session.connectionOf(connected);
  const description = await connected.describeCrm();
  const proposal = proposeMapping(description);
  const wanted = ({ mapping }: Connection) =>
    set.reduce((changed, text) => withField(changed, text, description), propose ? proposal.mapping : mapping);
  const { connections } = product.stored.stores;
  const change = () => connections.change(connection.id, (now) => ({ mapping: wanted(now) }));
  const changed = set.length > 0 || propose ? await alone(session, connection.id, change) : connection;
  printMapping(session, changed ?? connection, proposal);
}

export function printMapping(
  { terminal, sentences }: Session,
  { mapping }: Connection,
  proposal: MappingProposal,
): void {
  const column = (name: Parameters<Sentences['setUpColumn']>[0]) => ({ title: sentences.setUpColumn(name) });
  terminal.print(`\n${terminal.bold(sentences.setUpColumn('mapping'))}`);
  const rows = targets.map((target) => {
    const field = targetField(mapping, target);
    const others = proposal.candidates[target].filter((candidate) => candidate.field !== field);
    const named = others.slice(0, 3).map(({ field: name, why }) => `${name} (${sentences.candidateReason(why)})`);
    return [sentences.mappingTarget(target), target, field ?? '–', named.join(', ')];
  });
  const rule = [
    ...mapping.renewal.rule.pipelineIds,
    ...mapping.renewal.rule.fields.map(({ field, values }) => `${field} = ${values.join(' | ')}`),
  ];
  const ruleNames = proposal.ruleCandidates.map(({ label }) => label).slice(0, 3);
  rows.push([sentences.mappingTarget('renewalRule'), '', rule.join(', ') || '–', ruleNames.join(', ')]);
  terminal.print(table([column('target'), { title: '--set' }, column('field'), column('candidates')], rows));
  const missing = proposal.missing.filter(({ target }) => target === 'renewalRule' || !isSet(mapping, target));
  for (const { target, follows } of missing) {
    const text = `${sentences.mappingTarget(target)}: ${sentences.consequence(follows)}`;
    terminal.print(`· ${wrap(text, terminal.columns - 2, '  ')}`);
  }
}

const targets: readonly MappingTarget[] = [
  'externalKey',
  'acv',
  'seats',
  'contractStart',
  'contractEnd',
  'renewalDate',
  'arr',
  'contactRole',
];
const isTarget = (text: string): text is MappingTarget => targets.some((target) => target === text);
const isSet = (mapping: FieldMapping, target: string) => isTarget(target) && targetField(mapping, target) !== null;

function targetField(mapping: FieldMapping, target: MappingTarget): string | null {
  if (target === 'renewalDate' || target === 'arr') return mapping.renewal[target];
  return target === 'contactRole' ? mapping.contact.role : mapping.account[target];
}

function withField(mapping: FieldMapping, text: string, { fields }: CrmDescription): FieldMapping {
  const [target = '', name = ''] = text.split('=', 2);
  if (!isTarget(target)) throw new CommandError((sentences) => sentences.unknownTarget(target, targets));
  const field = name === '' ? null : name;
  if (target === 'renewalDate' || target === 'arr') {
    return { ...mapping, renewal: { ...mapping.renewal, [target]: known(field, fields.renewal) } };
  }
  if (target === 'contactRole') return { ...mapping, contact: { role: known(field, fields.contact) } };
  return { ...mapping, account: { ...mapping.account, [target]: known(field, fields.account) } };
}

function known(field: string | null, fields: readonly CrmField[]): string | null {
  if (field !== null && !fields.some(({ name }) => name === field)) {
    throw new CommandError((sentences) => sentences.unknownField(field));
  }
  return field;
}
