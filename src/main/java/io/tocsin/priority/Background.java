package io.tocsin.priority;

/** Lowers the priority of threads, for good. */
public final class Background {

    private static final int LESS = 10;
    private static final String OPTIMIZERS = "C2 Comp";

    private Background() {}

    /** The current thread gets a small share where others want to run, too. */
    public static void lessForThisThread() {
        if (!Kernel.isThere() || !Kernel.nice(Kernel.id(), LESS)) {
            lowest(Thread.currentThread());
        }
    }

    /**
     * So do the threads of the virtual machine that compile what runs often: what has run so far is compiled, and what is
     * new can wait.
     *
     * @param seldom methods that run too seldom to be worth their time, as in {@code com/example/*.*}
     */
    public static void lessForOptimizers(String seldom) {
        Kernel.ids(OPTIMIZERS).forEach(id -> Kernel.nice(id, LESS));
        Optimizer.leaveAlone(seldom);
    }

    /** What {@link #onlyWhenIdle} needs to know of the current thread; 0 if that is not known. */
    public static int idOfThisThread() {
        return Kernel.isThere() ? Kernel.id() : 0;
    }

    /**
     * A thread runs only where nobody else wants to.
     *
     * @param id as it has told itself
     */
    public static void onlyWhenIdle(Thread thread, int id) {
        if (id == 0 || !thread.isAlive() || !Kernel.onlyWhenIdle(id)) {
            lowest(thread);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // where it is heeded, it is all there is
    private static void lowest(Thread thread) {
        thread.setPriority(Thread.MIN_PRIORITY);
    }
}
