package org.careagent.neuron.adapters.outbound.auditfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

final class CanonicalJsonTest {
    private static final Path VECTORS =
            Path.of(System.getProperty("neuron.vectors", "../shared/vectors"), "jcs");

    @ParameterizedTest
    @ValueSource(strings = {"arrays", "french", "structures", "unicode", "values", "weird"})
    void passesThePublishedVectors(String name) throws IOException {
        assumeTrue(Files.isDirectory(VECTORS), "no vectors in " + VECTORS.toAbsolutePath());
        byte[] input = Files.readAllBytes(VECTORS.resolve("input/" + name + ".json"));

        byte[] canonical = CanonicalJson.encode(JsonMapper.shared().readTree(input));

        assertThat(canonical)
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(Files.readString(VECTORS.resolve("output/" + name + ".json")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"b\":1, \"a\":[ ]} | {\"a\":[],\"b\":1}",
                "{} | {}",
                "\"\\u007f\\u0000\\u001F\\/\" | `\"\u007f\\u0000\\u001f/\"`",
                "[9007199254740991, -9007199254740991, 1.0] | [9007199254740991,-9007199254740991,1]",
            })
    void spellsEachValueInOneWay(String value, String canonical) {
        assertThat(CanonicalJson.encode(JsonMapper.shared().readTree(value)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(canonical);
    }

    /// Two entries that differ must not have one hash.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740992",
                "-9007199254740992",
                "123456789012345678901234567890",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "1e999"
            })
    void refusesWhatHasNoFormOfItsOwn(String value) {
        var json = JsonMapper.shared().readTree(value);

        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.encode(json));
    }

    /// RFC 8785, appendix B.
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
    })
    void spellsNumbersAsEcmaScriptDoes(String bits, String spelling) {
        double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(EcmaScriptNumber.of(number)).isEqualTo(spelling);
    }

    @Test
    void refusesNumbersThatJsonDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(() -> EcmaScriptNumber.of(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EcmaScriptNumber.of(Double.NEGATIVE_INFINITY));
    }
}
