/** Under npm a Ctrl+C comes twice: from the terminal to all, and from the starter to its child. */
const sameMs = 1000;
const signals = ['SIGINT', 'SIGTERM'] as const;

/** Resolves when somebody asks the process to end. Who asks again after a second means at once. */
export const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    const asked = () => {
      resolve();
      setTimeout(() => {
        for (const signal of signals) process.off(signal, asked);
      }, sameMs).unref();
    };
    for (const signal of signals) process.on(signal, asked);
  });
