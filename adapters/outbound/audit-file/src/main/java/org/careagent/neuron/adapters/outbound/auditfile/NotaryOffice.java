package org.careagent.neuron.adapters.outbound.auditfile;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// When checkpoints are written: every so many entries, and at the end. On a thread of its own, so
/// that appends go on. What fails is logged, and tried again with the next.
final class NotaryOffice {
    private static final Logger LOG = System.getLogger(NotaryOffice.class.getName());

    private final Optional<Notary> notary;
    private final int every;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("audit-checkpoints").daemon().factory());
    // Of the writer's thread.
    private long asked;

    private NotaryOffice(Optional<Notary> notary, int every, Link end) {
        this.notary = notary;
        this.every = every;
        this.asked = end.sequence();
    }

    /// One for the log that ends in `end`. Signs at once what an earlier process has left unsigned.
    static NotaryOffice of(LogNames names, AuditFileOptions options, Link end) {
        Optional<Notary> notary =
                options.signers().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Notary(names, options.signers()));
        NotaryOffice office = new NotaryOffice(notary, options.checkpointEvery(), end);
        notary.ifPresent(it -> office.thread.execute(() -> trySign(it, end)));
        return office;
    }

    /// The log has grown, and is on disk until `end`.
    void goneOnTo(Link end) {
        if (notary.isPresent() && end.sequence() - asked >= every) {
            asked = end.sequence();
            thread.execute(() -> trySign(notary.get(), end));
        }
    }

    private static void trySign(Notary it, Link end) {
        try {
            var _ = it.sign(end);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "no checkpoint of the audit log could be written", e);
        }
    }

    /// Writes a checkpoint of the log until `end`.
    ///
    /// @throws AuditUnavailableException if it could not be written
    void signNow(Link end) {
        Notary it =
                notary.orElseThrow(
                        () -> new AuditUnavailableException("there is no key for checkpoints"));
        try {
            CompletableFuture.runAsync(() -> sign(it, end), thread).join();
        } catch (CompletionException e) {
            throw new AuditUnavailableException(
                    "no checkpoint of the audit log could be written: " + e.getCause(), e);
        }
    }

    /// Writes a checkpoint of the log until `position`, if it can be.
    void signIfPossible(Link position) {
        notary.ifPresent(it ->
                CompletableFuture.runAsync(() -> signUnlessBeyond(it, position), thread).join());
    }

    private static void signUnlessBeyond(Notary it, Link position) {
        if (!it.isBeyond(position)) {
            trySign(it, position);
        }
    }

    private static void sign(Notary it, Link end) {
        try {
            if (!it.sign(end)) {
                throw new AuditUnavailableException("the audit file is being closed");
            }
        } catch (IOException e) {
            throw new AuditUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    /// Writes the last checkpoint, and ends. Leaves it to the next start if there is much to read.
    void close(Link end) {
        notary.ifPresent(it -> {
            it.hurry();
            // Not `thread.close()`: an interrupt of the caller would reach what is being written.
            CompletableFuture.runAsync(() -> trySign(it, end), thread).join();
        });
        thread.shutdown();
    }
}
