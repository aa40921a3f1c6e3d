package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;

/// What every [ApiKeySource] does, as far as a test can tell: that nobody can foresee a key, it
/// cannot.
public abstract class ApiKeySourceContract {
    private static final int MANY = 10_000;

    /// The source under test.
    protected abstract ApiKeySource source();

    @Test
    void givesKeysOfTheSpecifiedForm() {
        assertThat(source().nextKey().reveal()).matches("nrn_[A-Za-z0-9_-]{43}");
    }

    @Test
    void givesNoKeyTwice() {
        ApiKeySource source = source();
        Set<String> given = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            assertThat(given.add(source.nextKey().reveal())).isTrue();
        }
    }
}
