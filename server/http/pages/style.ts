/** One card in the middle, in the light or the dark of the reader's system. */
export const style = `
:root { color-scheme: light dark; --paper: #fff; --ground: #eef1f5; --ink: #1d2733; --quiet: #5a6b7f; --good: #00745c; --bad: #b3261e; --link: #0b5cab; }
@media (prefers-color-scheme: dark) { :root { --paper: #1b232d; --ground: #10161d; --ink: #e8edf3; --quiet: #9aabbd; --good: #4fd1a9; --bad: #ff8f86; --link: #7cb8ff; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--ground); color: var(--ink); font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", sans-serif; }
main { width: 100%; max-width: 34rem; padding: 2.5rem; background: var(--paper); border-radius: 0.75rem; box-shadow: 0 1px 3px rgb(0 0 0 / 15%), 0 12px 32px rgb(0 0 0 / 8%); }
.product { margin: 0 0 1.25rem; color: var(--quiet); font-size: 0.875rem; font-weight: 600; letter-spacing: 0.02em; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
h1::before { display: inline-block; width: 1.6em; font-weight: 700; }
h1.good::before { content: "✓"; color: var(--good); }
h1.bad::before { content: "!"; color: var(--bad); }
h1.plain::before { display: none; }
a { color: var(--link); font-weight: 600; }
p { margin: 0 0 0.75rem; }
ul { margin: 0; padding-left: 1.25rem; }
code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
`;
