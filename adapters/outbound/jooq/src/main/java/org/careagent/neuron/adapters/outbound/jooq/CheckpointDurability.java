package org.careagent.neuron.adapters.outbound.jooq;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// For a database that needs a checkpoint after a commit. One checkpoint at a time, and it serves
/// everybody who has asked before it began: who asks while one runs shares the next.
final class CheckpointDurability implements Durability {
    private final Runnable checkpoint;
    private final Lock checkpointing = new ReentrantLock();
    // Who asks takes the next number; a checkpoint serves all the numbers taken before it began.
    private final AtomicLong asked = new AtomicLong();
    private long served;
    // Writes that others may see already, and that are not known to be durable yet.
    private final AtomicInteger unsettled = new AtomicInteger();
    private volatile boolean broken;

    /// @param checkpoint makes durable, by the time it returns, all that was committed before the
    ///   call
    CheckpointDurability(Runnable checkpoint) {
        this.checkpoint = checkpoint;
    }

    @Override
    public <T> T write(Supplier<T> transaction) {
        refuseIfBroken();
        unsettled.incrementAndGet();
        try {
            return transaction.get();
        } finally {
            // After a failure too: a commit may have taken effect and then failed.
            awaitCheckpoint();
            // Not reached if the checkpoint fails: what was written stays unsettled for good.
            unsettled.decrementAndGet();
        }
    }

    @Override
    public void settle() {
        if (unsettled.get() > 0) {
            awaitCheckpoint();
        }
    }

    /// Whether a checkpoint has failed: from then on nothing is written.
    boolean isBroken() {
        return broken;
    }

    private void awaitCheckpoint() {
        long number = asked.incrementAndGet();
        checkpointing.lock();
        try {
            if (served < number) {
                long serving = asked.get();
                runCheckpoint();
                served = serving;
            }
        } finally {
            checkpointing.unlock();
        }
    }

    // Once a sync has failed, a later one may succeed without having written what the first one
    // should have: the operating system drops such pages. Only reading the file anew tells.
    private void runCheckpoint() {
        refuseIfBroken();
        try {
            checkpoint.run();
        } catch (RuntimeException | Error failure) {
            broken = true;
            throw failure;
        }
    }

    private void refuseIfBroken() {
        if (broken) {
            throw new IllegalStateException(
                    "An earlier write could not be made durable; start the Neuron again.");
        }
    }
}
