package org.careagent.neuron.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;

final class NpiTest {
    // 1234567893 is the example of the standard; the others end in each of the ten check digits.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567893",
                "1245319599",
                "1000000020",
                "1000000061",
                "1000000012",
                "1000000053",
                "1000000004",
                "1000000095",
                "1000000046",
                "1000000087",
                "1000000038",
                "1000000079",
            })
    void hasTenDigitsWithTheRightCheckDigit(String digits) {
        assertThat(Npi.parse(digits)).contains(new Npi(digits));
        assertThat(new Npi(digits)).hasToString(digits);
    }

    @Test
    void hasOneRightCheckDigit() {
        List<String> right =
                IntStream.range(0, 10)
                        .mapToObj(check -> "123456789" + check)
                        .filter(digits -> Npi.parse(digits).isPresent())
                        .toList();

        assertThat(right).containsExactly("1234567893");
    }

    @Test
    void tellsEverySingleWrongDigit() {
        String right = "1245319599";
        for (int i = 0; i < right.length(); i++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                String other = right.substring(0, i) + digit + right.substring(i + 1);

                assertThat(Npi.parse(other).isPresent()).isEqualTo(other.equals(right));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "123456789",
                "12345678930",
                "012345678933",
                "808401234567893",
                " 1234567893",
                "1234567893\n",
                "+123456789",
                "12345 7893",
                "123456789x",
                // Arabic-Indic, full-width and mathematical digits.
                "123456789\u0663",
                "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff13",
                "\ud835\udfcf\ud835\udfd0\ud835\udfd1\ud835\udfd2\ud835\udfd3",
            })
    void isNothingElse(String text) {
        assertThat(Npi.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Npi(text));
    }
}
