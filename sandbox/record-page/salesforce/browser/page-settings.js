/** What the server says about this page. Read before anything else loads: labels and language are constants of the modules that use them, as on the platform. */
globalThis.salesforcePage = JSON.parse(document.getElementById('page-settings').textContent);
// the engine and the base components ask for the mode of their build
globalThis.process = { env: { NODE_ENV: 'production' } };
