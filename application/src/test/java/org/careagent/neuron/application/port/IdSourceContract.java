package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What every [IdSource] does.
public abstract class IdSourceContract {
    private static final int CALLERS = 4;
    private static final int CALLS = 2_500;
    // RFC 9562, section 4.1.
    private static final int RFC_VARIANT = 2;

    /// The source under test.
    protected abstract IdSource source();

    @Test
    void givesNoIdTwiceWhoeverAsks() throws Exception {
        IdSource source = source();
        Set<UUID> given = ConcurrentHashMap.newKeySet();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> running = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                running.add(callers.submit(() -> takesOnlyNewOnes(source, given)));
            }
            for (Future<Boolean> each : running) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    @Test
    void givesUuidsOfTheStandardForm() {
        UUID id = source().nextId();

        assertThat(id.variant()).isEqualTo(RFC_VARIANT);
        assertThat(id.version()).isEqualTo(4);
    }

    private static boolean takesOnlyNewOnes(IdSource source, Set<UUID> given) {
        for (int call = 0; call < CALLS; call++) {
            if (!given.add(source.nextId())) {
                return false;
            }
        }
        return true;
    }
}
