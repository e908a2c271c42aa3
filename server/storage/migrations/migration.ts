/** One step forward of the schema. What is applied is known by its number only. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  /** Plain SQL, any number of statements. */
  readonly up: string;
}
