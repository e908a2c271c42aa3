import { createRoot } from 'react-dom/client';
import { App } from './frame/app.tsx';
import { setPlace } from './frame/route.ts';
import { type Setup } from './frame/session.ts';
import './styles/page.css';

const setupUrl = '/page/setup';

/** Asks for the set-up and shows the page; without it a sentence, not a blank window. */
async function show(root: HTMLElement): Promise<void> {
  const response = await fetch(setupUrl);
  const setup = (await response.json()) as Setup;
  setPlace(setup.portalId, setup.appId);
  createRoot(root).render(<App setup={setup} />);
}

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element');
show(root).catch(() => {
  root.textContent = 'The record page has stopped. Start it again and reload.';
});
