import { AsyncLocalStorage } from 'node:async_hooks';

const actors = new AsyncLocalStorage<string>();

/** Everything that `work` does, and what it sets off, is done by `actor`. A parameter would have to pass through every use-case, and one that forgets it would go unseen. */
export const actingAs = <Result>(actor: string, work: () => Result): Result => actors.run(actor, work);

/** Whoever acts now; the program itself where nobody is named. */
export const currentActor = (): string => actors.getStore() ?? 'service';
