import { Link } from '@hubspot/ui-extensions';
import { recordAddress } from './record-address.ts';
import { shownName } from './shown-name.ts';
import type { Screen } from './use-screen.ts';

interface RecordLinkProps {
  readonly screen: Screen;
  readonly type: 'company' | 'deal';
  readonly id: string;
  readonly name: string;
}

/** A record by its name, or by its id where it has none. */
export const RecordLink = ({ screen, type, id, name }: RecordLinkProps) => (
  <Link href={recordAddress(screen.portalId, type, id)}>{shownName(name, id)}</Link>
);
