import { useEffect, useState } from 'react';

/**
 * What the user types shows at once; the card learns of it by messages, and its own value comes back later. A value that the card sets itself always wins.
 */
export function useTypedValue<T>(value: T | undefined, first: T): readonly [T, (typed: T) => void] {
  const [shown, setShown] = useState<T>(value ?? first);
  const key = JSON.stringify(value);
  useEffect(() => {
    if (value !== undefined) setShown(value);
  }, [key]);
  return [shown, setShown];
}
