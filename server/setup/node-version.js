const OLDEST = 20;

/** Told before anything is loaded that an older Node could not read. */
export function requireNode() {
  const version = process.versions.node;
  if (Number.parseInt(version, 10) >= OLDEST) return;
  process.stderr.write(
    `Delaktig behöver Node ${OLDEST} eller senare för att starta; det här är Node ${version}. Hämta en nyare på https://nodejs.org\n`,
  );
  process.exit(1);
}
