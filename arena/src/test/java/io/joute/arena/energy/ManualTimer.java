package io.joute.arena.energy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer whose ticks a test makes: no thread ever starts. */
final class ManualTimer extends ScheduledThreadPoolExecutor {
    private final List<Tick> ticks = new ArrayList<>();

    ManualTimer() {
        super(0);
    }

    void tick() {
        List.copyOf(ticks).forEach(tick -> tick.task.run());
    }

    int scheduled() {
        return ticks.size();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        Tick tick = new Tick(task);
        ticks.add(tick);
        return tick;
    }

    private final class Tick implements ScheduledFuture<Object> {
        private final Runnable task;

        Tick(Runnable task) {
            this.task = task;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return ticks.remove(this);
        }

        @Override
        public boolean isCancelled() {
            return !ticks.contains(this);
        }

        @Override
        public boolean isDone() {
            return isCancelled();
        }

        @Override
        public Object get() {
            throw new UnsupportedOperationException("a tick gives nothing");
        }

        @Override
        public Object get(long timeout, TimeUnit unit) {
            return get();
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
