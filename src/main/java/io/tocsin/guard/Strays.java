package io.tocsin.guard;

import io.tocsin.bytecode.Checkpoint;
import java.util.List;
import java.util.stream.Stream;

/** Threads that a plugin began by itself, and has not ended when it goes. */
final class Strays {

    /** The bot's client begins threads on whatever thread needs one first. */
    private static final List<String> CLIENT = List.of("OkHttp ", "http-names-");

    private static final String BOT = "app";
    private static final int MOST = 10_000;

    private final ClassLoader loader;
    private final List<Lane> lanes;

    Strays(ClassLoader loader, List<Lane> lanes) {
        this.loader = loader;
        this.lanes = lanes;
    }

    /** Interrupts them, and ends them at their next checkpoint. */
    List<Thread> end() {
        List<Thread> left = begun().filter(thread -> !isOfBot(thread)).toList();
        begun().filter(Strays::isOfBot).forEach(thread -> thread.setContextClassLoader(Strays.class.getClassLoader()));
        left.forEach(Checkpoint::giveUp);
        left.forEach(Thread::interrupt);
        return left;
    }

    private Stream<Thread> begun() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] all = new Thread[Math.min(MOST, 2 * root.activeCount() + 64)];
        int count = root.enumerate(all);
        return Stream.of(all).limit(count).filter(this::isBegunHere);
    }

    private boolean isBegunHere(Thread thread) {
        boolean here = thread.getContextClassLoader() == loader
                || lanes.stream().anyMatch(lane -> lane.isOrigin(thread));
        return here && thread.isAlive() && lanes.stream().noneMatch(lane -> lane.owns(thread));
    }

    private static boolean isOfBot(Thread thread) {
        return CLIENT.stream().anyMatch(thread.getName()::startsWith)
                || Stream.of(thread.getStackTrace()).anyMatch(frame -> BOT.equals(frame.getClassLoaderName()));
    }
}
