import { useCallback, useEffect, useState } from 'react';
import type { Backend, Reply } from './backend.ts';
import type { Contract } from './contract-shape.ts';

export interface Asked<T> {
  /** The newest answer; it stays while another is on its way and when that one fails. */
  readonly value: T | null;
  readonly failure: Extract<Reply<T>, { ok: false }> | null;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

/** Asks the backend for `path`, again when it changes or on `reload`. An answer to an earlier question is dropped when it comes late. */
export function useAnswer<T>(backend: Backend, path: string, promised: Contract<T>): Asked<T> {
  const [attempt, setAttempt] = useState(0);
  const [value, setValue] = useState<T | null>(null);
  const [failure, setFailure] = useState<Asked<T>['failure']>(null);
  const [isLoading, setLoading] = useState(true);
  useEffect(() => {
    let current = true;
    setLoading(true);
    void backend.read(path, promised).then((reply) => {
      if (!current) return;
      setLoading(false);
      setFailure(reply.ok ? null : reply);
      if (reply.ok) setValue(reply.value);
    });
    return () => {
      current = false;
    };
  }, [backend, path, promised, attempt]);
  const reload = useCallback(() => {
    setAttempt((count) => count + 1);
  }, []);
  return { value, failure, isLoading, reload };
}
