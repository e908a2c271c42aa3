import { type Blueprint } from './blueprint.ts';
import { personName } from './person-names.ts';
import { randomStream } from './random.ts';
import { type BookOwner } from './types.ts';

// A fixed number, or else a company's owner would depend on the size of the base.
const ownerCount = 24;

/** The vendor's own people; the last two have left and still own accounts. */
export function ownersOf(seed: number): readonly BookOwner[] {
  return Array.from({ length: ownerCount }, (_, at) => {
    const name = personName(at % 2 === 0 ? 'de' : 'en', randomStream(seed, 'owner', at));
    return {
      key: ownerKey(at),
      firstName: name.first,
      lastName: name.last,
      email: `${name.latin}.${at + 1}@vendor.example`,
      archived: at >= ownerCount - 2,
    };
  });
}

export function ownerKeyOf({ seed, index, shape }: Blueprint): string | null {
  return shape === 'missing_owner' ? null : ownerKey(randomStream(seed, index, 'owner').int(0, ownerCount - 1));
}

function ownerKey(at: number): string {
  return `U-${String(at + 1).padStart(2, '0')}`;
}
