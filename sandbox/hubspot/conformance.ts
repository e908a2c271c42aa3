import { type Call, type Reply, type Route } from './http/call.ts';
export interface Conformance {
  request(route: Route, call: Call, violation: (what: string) => void): void;
  reply(route: Route, call: Call, reply: Reply, violation: (what: string) => void): void;
}
export const loadConformance = (): Promise<Conformance> => Promise.reject(new Error('no'));
