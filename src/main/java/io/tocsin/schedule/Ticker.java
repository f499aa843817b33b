package io.tocsin.schedule;

import java.time.InstantSource;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.quartz.Calendar;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.impl.triggers.AbstractTrigger;
import org.quartz.simpl.RAMJobStore;
import org.quartz.spi.ThreadPool;

/**
 * Quartz with its RAM store: one trigger a group, all of one job, run on Quartz's own thread as it only hands over. A
 * trigger a member would be late by seconds from 20,000 members on.
 */
final class Ticker implements AutoCloseable {

    /** Hears of each time of a group's schedule, a little before it comes. */
    @FunctionalInterface
    interface Listener {
        void fired(Group group, long planned);
    }

    /** Quartz fires by so much too early, so that its own lateness never shows. */
    static final long LEAD = 100;

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final JobKey JOB = new JobKey("due");

    private final InstantSource time;
    private final Scheduler scheduler;

    Ticker(InstantSource time, Listener listener) {
        this.time = time;
        String name = "tocsin-" + COUNT.incrementAndGet();
        RAMJobStore store = new RAMJobStore();
        // lateness is judged by Plan, not by Quartz's misfires
        store.setMisfireThreshold(Long.MAX_VALUE / 4);
        try {
            DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
            factory.createScheduler(name, name, new CallerRuns(), store);
            scheduler = factory.getScheduler(name);
            scheduler.setJobFactory((bundle, quartz) -> context -> tell(listener, context));
            scheduler.addJob(JobBuilder.newJob(Job.class).withIdentity(JOB).storeDurably().build(), true);
        } catch (SchedulerException e) {
            throw new IllegalStateException("Quartz cannot be set up", e);
        }
    }

    private static void tell(Listener listener, JobExecutionContext context) {
        if (context.getTrigger() instanceof GroupTrigger trigger) {
            listener.fired(trigger.group, trigger.previous);
        }
    }

    void start() {
        attempt("start", scheduler::start);
    }

    void add(Group group) {
        GroupTrigger trigger = new GroupTrigger(group, time);
        if (trigger.planned != Group.NEVER) {
            attempt("add a trigger", () -> scheduler.scheduleJob(trigger));
        }
    }

    void remove(Group group) {
        attempt("remove a trigger", () -> scheduler.unscheduleJob(key(group)));
    }

    @Override
    public void close() {
        attempt("stop", () -> scheduler.shutdown(false));
    }

    private static TriggerKey key(Group group) {
        return new TriggerKey("group-" + group.number);
    }

    @FunctionalInterface
    private interface Action {
        void run() throws SchedulerException;
    }

    private static void attempt(String what, Action action) {
        try {
            action.run();
        } catch (SchedulerException e) {
            throw new IllegalStateException("Quartz could not " + what, e);
        }
    }

    /** Runs jobs where they are handed in, as they return at once. Public because Quartz names it by reflection. */
    public static final class CallerRuns implements ThreadPool {

        @Override
        public boolean runInThread(Runnable job) {
            job.run();
            return true;
        }

        @Override
        public int blockForAvailableThreads() {
            return 1;
        }

        @Override
        public void initialize() {}

        @Override
        public void shutdown(boolean waitForJobs) {}

        @Override
        public int getPoolSize() {
            return 1;
        }

        @Override
        public void setInstanceId(String id) {}

        @Override
        public void setInstanceName(String name) {}
    }

    /** A trigger that asks the schedule. Quartz works on clones of it, which share the group. */
    @SuppressWarnings("JavaUtilDate") // the way Quartz speaks of time
    private static final class GroupTrigger extends AbstractTrigger<GroupTrigger> {

        private static final long serialVersionUID = 1L;

        private final transient Group group;
        private final transient InstantSource time;
        private long planned;
        private long previous = Group.NEVER;

        private GroupTrigger(Group group, InstantSource time) {
            this.group = group;
            this.time = time;
            this.planned = group.next(time.millis());
            setKey(key(group));
            setJobKey(JOB);
        }

        @Override
        public void triggered(Calendar calendar) {
            previous = planned;
            planned = group.following(planned, time.millis());
        }

        @Override
        public @Nullable Date computeFirstFireTime(Calendar calendar) {
            return getNextFireTime();
        }

        @Override
        public boolean mayFireAgain() {
            return planned != Group.NEVER;
        }

        @Override
        public @Nullable Date getNextFireTime() {
            return early(planned);
        }

        @Override
        public @Nullable Date getPreviousFireTime() {
            return early(previous);
        }

        @Override
        public @Nullable Date getFireTimeAfter(Date after) {
            return early(group.next(after.getTime() + LEAD));
        }

        private static @Nullable Date early(long planned) {
            return planned == Group.NEVER ? null : new Date(planned - LEAD);
        }

        @Override
        public void setNextFireTime(Date next) {
            planned = next.getTime() + LEAD;
        }

        @Override
        public void setPreviousFireTime(Date fired) {
            previous = fired.getTime() + LEAD;
        }

        @Override
        public Date getStartTime() {
            return new Date(0);
        }

        @Override
        public void setStartTime(Date start) {}

        @Override
        public @Nullable Date getEndTime() {
            return null;
        }

        @Override
        public void setEndTime(Date end) {}

        @Override
        public @Nullable Date getFinalFireTime() {
            return null;
        }

        @Override
        protected boolean validateMisfireInstruction(int instruction) {
            return true;
        }

        @Override
        public void updateAfterMisfire(Calendar calendar) {}

        @Override
        public void updateWithNewCalendar(Calendar calendar, long misfireThreshold) {}

        @Override
        public ScheduleBuilder<GroupTrigger> getScheduleBuilder() {
            throw new IllegalStateException("a group's trigger is not built from another");
        }
    }
}
