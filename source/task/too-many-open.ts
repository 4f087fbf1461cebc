/**
Why the system opens nothing more for the program (`EMFILE`), and what to do.
*/
export const tooManyOpen = 'too many files and connections are open; raise “ulimit -n”, or lower --concurrency';
