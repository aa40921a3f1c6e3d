package org.careagent.neuron.adapters.outbound.certificatefiles;

import org.careagent.neuron.application.port.Timers;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;

/// The certificate that TLS is served with at this moment: the one in the files, as long as these
/// can be used, else the last that could be.
///
/// It looks at the files at intervals, and goes by what is in them: times of files are coarse, and
/// a file that is put in another's place may well be the older. Certificate and key may be replaced
/// one after the other; they count when they fit together.
///
/// Safe for use by many threads.
public final class CurrentCertificate implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CurrentCertificate.class.getName());

    private final CertificateSource source;
    private final Timers timers;
    private final InstantSource clock;
    private final Duration interval;
    private final ReentrantLock looking = new ReentrantLock();
    // Written while looking.
    private volatile Held held;
    private List<Fault> reported = List.of();
    // Guarded by this; empty before the first, and once it is closed.
    private Optional<Timers.Timer> next = Optional.empty();
    private boolean closed;

    private CurrentCertificate(
            CertificateSource source,
            Held held,
            Timers timers,
            InstantSource clock,
            Duration interval) {
        this.source = source;
        this.held = held;
        this.timers = timers;
        this.clock = clock;
        this.interval = interval;
    }

    /// A certificate, and what tells the contents of files that it is from.
    private record Held(ServerCertificate certificate, String hash) {
        static Loading<Held> of(Contents contents) {
            return contents.certificate()
                    .then(certificate ->
                            new Loading.Loaded<>(new Held(certificate, contents.hash())));
        }
    }

    /// Reads the files of `source`, and from then on looks at them until it is closed.
    ///
    /// @param interval how long it rests after each look
    public static Loading<CurrentCertificate> open(
            CertificateSource source, Timers timers, InstantSource clock, Duration interval) {
        return Contents.read(source)
                .then(Held::of)
                .then(held -> {
                    CurrentCertificate current =
                            new CurrentCertificate(source, held, timers, clock, interval);
                    current.announce("TLS is served with the certificate of ");
                    current.scheduleNext();
                    return new Loading.Loaded<>(current);
                });
    }

    /// What to serve the next connection with. Connections that are open already keep what they
    /// began with.
    public SSLContext context() {
        return held.certificate().context();
    }

    /// The certificate that it is.
    public ServerCertificate certificate() {
        return held.certificate();
    }

    /// Looks at the files now.
    public void look() {
        looking.lock();
        try {
            switch (Contents.read(source)) {
                case Loading.Loaded<Contents>(Contents contents) -> compare(contents);
                case Loading.Faulty<Contents>(List<Fault> faults) -> report(faults);
            }
        } finally {
            looking.unlock();
        }
    }

    private void compare(Contents contents) {
        if (contents.hash().equals(held.hash())) {
            reported = List.of();
            return;
        }
        switch (Held.of(contents)) {
            case Loading.Loaded<Held>(Held renewed) -> {
                held = renewed;
                reported = List.of();
                announce("the files have changed: TLS is served with the certificate of ");
            }
            case Loading.Faulty<Held>(List<Fault> faults) -> report(faults);
        }
    }

    // It is told once, not at every look.
    private void report(List<Fault> faults) {
        if (!faults.equals(reported)) {
            reported = faults;
            LOG.log(
                    Level.WARNING,
                    "the certificate that is served with stays, since that in the files cannot be"
                            + " used: "
                            + faults.stream().map(Fault::line).collect(Collectors.joining(" ")));
        }
    }

    private void announce(String how) {
        ServerCertificate certificate = held.certificate();
        Instant now = clock.instant();
        LOG.log(Level.INFO, how + certificate.name() + ", valid until " + certificate.end());
        if (now.isAfter(certificate.end())) {
            LOG.log(Level.WARNING, "that certificate has ended: agents will not connect");
        } else if (now.isBefore(certificate.start())) {
            LOG.log(
                    Level.WARNING,
                    "that certificate is valid only from "
                            + certificate.start()
                            + ": agents will not connect before");
        }
    }

    private void lookAndGoOn() {
        try {
            look();
        } finally {
            scheduleNext();
        }
    }

    private synchronized void scheduleNext() {
        if (!closed) {
            next = Optional.of(timers.schedule(clock.instant().plus(interval), this::lookAndGoOn));
        }
    }

    /// Looks no more. What it holds is still there.
    @Override
    public synchronized void close() {
        closed = true;
        next.ifPresent(Timers.Timer::cancel);
    }
}
