import type { Connection } from '../accounts/connection.ts';
import type { HealthAssessment } from '../accounts/health.ts';
import type { WrittenType, WrittenValues } from '../ports/crm.ts';
import { type ChangesDependencies, desiredChanges } from './write-back/desired-changes.ts';

/** One property that a write-back would change. */
export interface PropertyDifference {
  readonly type: WrittenType;
  readonly id: string;
  readonly name: string;
  readonly property: string;
  readonly before: string;
  readonly after: string;
}

/** What a write-back would do, record by record; it plans nothing and asks the CRM nothing. */
export const createPreviewWriteBack =
  (dependencies: ChangesDependencies) =>
  async (
    connection: Connection,
    onAssessments: (assessments: readonly HealthAssessment[]) => void,
  ): Promise<readonly PropertyDifference[]> => {
    const differences: PropertyDifference[] = [];
    for await (const { assessments, changes } of desiredChanges(dependencies, connection)) {
      onAssessments(assessments);
      for (const { type, id, name, before, after } of changes) {
        for (const property of differing(dependencies, after)) {
          differences.push({ type, id, name, property, before: before[property] ?? '', after: after[property] ?? '' });
        }
      }
    }
    return differences;
  };

/** When it was scored is no difference anybody looks for in a preview. */
const differing = ({ presenter }: ChangesDependencies, after: WrittenValues): readonly string[] =>
  Object.keys(after).filter((property) => !presenter.followers.includes(property));
