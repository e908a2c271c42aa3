/** The same address with other choices; the choices stay on every link of the page. */
export function placed({ pathname, search }, choices = {}) {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(choices)) query.set(name, value);
  return query.size === 0 ? pathname : `${pathname}?${query}`;
}
