// What stopwatch.js puts on the page's global object, for the code that runs there.

/** Takes the time of a redraw. */
declare var stopwatch: any;

/** Not in TypeScript's library yet. */
declare var scheduler: { postTask(act: () => void, options: { priority: string }): void };

/** On the page of the peers: page.js. */
declare var bench: any;

/** On the page while start.js looks: when it became ready, in milliseconds. */
declare var becameReady: Promise<number>;
