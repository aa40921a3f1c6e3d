package org.careagent.neuron.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.UUID;

class UuidTextTest {
    private static final String TEXT = "0f8fad5b-d9cb-469f-a165-70867728950e";

    @Test
    void readsBothCases() {
        assertThat(UuidText.parse(TEXT)).contains(UUID.fromString(TEXT));
        assertThat(UuidText.parse("0F8FAD5B-D9CB-469F-A165-70867728950E"))
                .contains(UUID.fromString(TEXT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "0f8fad5bd9cb469fa16570867728950e",
                "0f8fad5b-d9cb-469f-a165-70867728950",
                "0f8fad5b-d9cb-469f-a165-70867728950e ",
                "{0f8fad5b-d9cb-469f-a165-70867728950e}",
                "0f8fad5g-d9cb-469f-a165-70867728950e"
            })
    void readsNothingElse(String text) {
        assertThat(UuidText.parse(text)).isEmpty();
    }
}
