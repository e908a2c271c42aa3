/** Time as a dependency: use-cases ask once and pass `now` on. */
export interface Clock {
  now(): Date;
}
