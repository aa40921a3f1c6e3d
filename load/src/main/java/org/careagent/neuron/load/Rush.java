package org.careagent.neuron.load;

import org.careagent.neuron.load.client.Connection;
import org.careagent.neuron.load.client.Door;
import org.careagent.neuron.load.client.Frames;
import org.careagent.neuron.load.client.HttpAnswer;
import org.careagent.neuron.load.client.Patient;
import org.careagent.neuron.load.client.Told;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Patients who come, a few at a time, until the rush is ended: new ones, known ones with the same
/// consent, known ones with a consent of today.
final class Rush implements AutoCloseable {
    private static final InetAddress FROM = Door.from(3);
    private static final int MOST_KNOWN = 500;

    private final Evidence evidence;
    private final List<Patient> known;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger related = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final List<String> otherRefusals = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    /// @param known patients who have been told of a relationship; those of this rush come to them
    Rush(Evidence evidence, List<Patient> known) {
        this.evidence = evidence;
        this.known = known;
    }

    /// Lets `clients` patients come at a time.
    void begin(Door door, int clients) {
        for (int i = 0; i < clients; i++) {
            threads.execute(() -> {
                while (!over) {
                    visit(door, next());
                }
            });
        }
    }

    private Patient next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int chance = random.nextInt(10);
        if (chance < 6) {
            return Patient.stranger();
        }
        synchronized (known) {
            if (known.isEmpty()) {
                return Patient.stranger();
            }
            Patient again = known.get(random.nextInt(known.size()));
            return chance < 8 ? again : again.renewed();
        }
    }

    private void visit(Door door, Patient patient) {
        switch (told(door, patient)) {
            case Told.Related told -> {
                evidence.hear(told);
                related.incrementAndGet();
                remember(patient);
            }
            case Told.Refused(String code) -> {
                refused.incrementAndGet();
                if (!code.equals("SERVER_ERROR")) {
                    otherRefusals.add(code);
                }
            }
            case Told.Nothing() -> cutOff.incrementAndGet();
        }
    }

    private static Told told(Door door, Patient patient) {
        try (Connection connection = door.queue(FROM)) {
            HttpAnswer answer = connection.answer();
            Told told = answer.isUpgrade() ? connection.hearOut(patient) : new Told.Nothing();
            try {
                var _ = connection.hear();
                connection.send(Frames.close(1000));
            } catch (IOException _) {
                // It was said; how it ends does not matter any more.
            }
            return told;
        } catch (IOException _) {
            return new Told.Nothing();
        }
    }

    private void remember(Patient patient) {
        synchronized (known) {
            if (known.size() < MOST_KNOWN) {
                known.add(patient);
            } else {
                known.set(ThreadLocalRandom.current().nextInt(MOST_KNOWN), patient);
            }
        }
    }

    int related() {
        return related.get();
    }

    int refused() {
        return refused.get();
    }

    int cutOff() {
        return cutOff.get();
    }

    /// Codes other than `SERVER_ERROR`.
    List<String> otherRefusals() {
        return new ArrayList<>(otherRefusals);
    }

    /// Lets nobody come any more, and waits for those who are at it.
    @Override
    public void close() {
        over = true;
        threads.close();
    }
}
