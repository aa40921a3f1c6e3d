package org.careagent.neuron.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.careagent.neuron.domain.identity.Npi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class ProviderTest {
    private static Provider provider(String name, List<String> types) {
        return new Provider(new Npi("1234567893"), name, types, Optional.empty());
    }

    @Test
    void hasANameAndKinds() {
        Provider provider = provider("Dr. Zoë Müller", List.of("physician", "surgeon"));

        assertThat(provider.name()).isEqualTo("Dr. Zoë Müller");
        assertThat(provider.types()).containsExactly("physician", "surgeon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "Dr.\nMüller", "Dr. \u202eMüller", "Dr. \ud83e"})
    void hasNoBlankOrHiddenName(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> provider(name, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000"})
    void hasNoBlankOrHiddenKind(String kind) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider("Dr. Müller", List.of("physician", kind)));
    }

    @Test
    void keepsItsKindsAsTheyAre() {
        List<String> types = new ArrayList<>(List.of("physician"));
        Provider provider = provider("Dr. Müller", types);
        types.clear();

        assertThat(provider.types()).containsExactly("physician").isUnmodifiable();
    }
}
