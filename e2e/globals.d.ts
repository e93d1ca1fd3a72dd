// What harness.js and the tests put on the page's global object, for the code
// that they run there.

/** document.querySelector */
declare var el: (selector: string) => any;

/** document.querySelectorAll, as an array */
declare var els: (selector: string) => any[];

/** What a fuzzed page knows of its own pauses (fuzz/pauses.js). */
declare var pauses: { take(): number, forget(): void } | undefined;

/** Whatever a test keeps on the page. */
declare var kept: any;
declare var attempts: any;
/** start.test.js: the nodes that the page came with, and how often each picture was drawn. */
declare var came: Node[][];
declare var drawn: Record<string, number>;

/** Every instance of the Go program's glue, newest last (faults.js). */
declare var goes: WeakRef<any>[];

/** Set to make the kernel trap where it is called next (faults.js). */
declare var trap: boolean | undefined;
/** Lets programs have memory again (failures.test.js). */
declare var makeRoom: () => void;

/** The colour of the first hidden state in its picture (handout.test.js). */
declare var pixel: () => number[];

/** What the page's policy has refused, by directive (headers.test.js). */
declare var refused: string[];

/** Set by a script that the policy should have refused (headers.test.js). */
declare var clicked: boolean | undefined;
