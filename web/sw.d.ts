// What cmd/site/offline.go puts before the service worker.

/** The build, and by the name of each file that belongs to it its hash, as in the integrity attribute of HTML. */
declare var site: { build: string, page: Record<string, string>, bench: Record<string, string>, slides: Record<string, string> };
