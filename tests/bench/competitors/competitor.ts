/**
 * A module of a competitor. They are installed when the bench runs, so the types of what is used of them stand
 * where it is used.
 */
export async function competitor<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}
