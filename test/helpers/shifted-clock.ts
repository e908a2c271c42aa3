/** Preloaded into a process by `--import`: its clock runs CLOCK_SHIFT_MS beside the machine's, so that a base of a fixed day stays of today. */
const shift = Number(process.env.CLOCK_SHIFT_MS ?? '0');
const real = Date;
const now = () => real.now() + shift;

globalThis.Date = new Proxy(real, {
  construct: (target, given: readonly unknown[]) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given) as Date,
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});
