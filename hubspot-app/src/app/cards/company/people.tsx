import {
  Accordion,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Tag,
  Text,
} from '@hubspot/ui-extensions';
import { shownName } from '@renewal-health/hubspot-shared/shown-name.ts';
import type { Words } from '@renewal-health/hubspot-shared/words.ts';
import type { AccountHealth } from './use-company-health.ts';

/** Who uses the product. The backend names people only where the portal allows it; else the label is the role. */
export const People = ({ words, health }: { readonly words: Words; readonly health: AccountHealth }) => (
  <Accordion title={words.health.people}>
    {health.people.length === 0 ? (
      <Text>{words.health.noPeople}</Text>
    ) : (
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>{words.health.person}</TableHeader>
            <TableHeader align="right">{words.health.userScore}</TableHeader>
            <TableHeader>{words.health.lastActive}</TableHeader>
            <TableHeader>{words.health.details}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {health.people.map((person, index) => (
            // two people may share a role, and roles are all there is to tell them apart
            <PersonRow key={`${index} ${person.label}`} words={words} person={person} />
          ))}
        </TableBody>
      </Table>
    )}
  </Accordion>
);

const PersonRow = ({ words, person }: { readonly words: Words; readonly person: AccountHealth['people'][number] }) => (
  <TableRow>
    <TableCell>
      <Text>{shownName(person.label, person.role === '' ? words.unknown : person.role)}</Text>
      {person.role === '' || person.role === person.label ? null : <Text variant="microcopy">{person.role}</Text>}
      {person.powerUser ? <Tag variant="info">{words.health.powerUser}</Tag> : null}
    </TableCell>
    <TableCell align="right">{person.score ?? words.noData}</TableCell>
    <TableCell>
      {person.daysSinceActive === null ? words.unknown : words.health.daysAgo(person.daysSinceActive)}
    </TableCell>
    <TableCell>{person.sentence}</TableCell>
  </TableRow>
);
