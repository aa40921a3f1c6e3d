package org.careagent.neuron.domain.identity;

import java.util.Optional;

/// A National Provider Identifier: ten digits, the last a check digit (Luhn over `80840` and the
/// NPI; handshake protocol, section 3). Names a provider or an organisation.
public record Npi(String digits) {
    /// What [#parse] asks of a text, in words that go after a name.
    public static final String RULE = "must be an NPI: 10 digits, the last a check digit";

    private static final int LENGTH = 10;
    // What Luhn sums up over the prefix 80840 that stands before every NPI.
    private static final int PREFIX_SUM = 24;

    /// @throws IllegalArgumentException if it is not ten digits with the right check digit
    public Npi {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("an NPI has ten digits, the last a check digit");
        }
    }

    /// The NPI that `text` spells; empty if it spells none.
    public static Optional<Npi> parse(String text) {
        return isValid(text) ? Optional.of(new Npi(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return text.length() == LENGTH
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && luhnSum(text) % 10 == 0;
    }

    private static int luhnSum(String digits) {
        int sum = PREFIX_SUM;
        for (int i = 0; i < LENGTH; i++) {
            int digit = digits.charAt(i) - '0';
            boolean doubled = (LENGTH - i) % 2 == 0;
            int value = doubled ? 2 * digit : digit;
            sum += value > 9 ? value - 9 : value;
        }
        return sum;
    }

    @Override
    public String toString() {
        return digits;
    }
}
