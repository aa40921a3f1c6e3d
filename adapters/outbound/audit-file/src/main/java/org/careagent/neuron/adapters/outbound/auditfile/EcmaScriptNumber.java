package org.careagent.neuron.adapters.outbound.auditfile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// A number as ECMAScript spells it (RFC 8785, section 3.2.2.3: `Number.prototype.toString`).
final class EcmaScriptNumber {
    private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);
    // Beyond these powers of ten ECMAScript writes an exponent (ECMA-262, Number::toString).
    private static final int LAST_PLAIN_EXPONENT = 21;
    private static final int FIRST_PLAIN_EXPONENT = -6;

    private EcmaScriptNumber() {}

    /// @throws IllegalArgumentException if it is not finite: JSON has no such number
    static String of(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("not a number that JSON knows");
        }
        // -0 is 0 there.
        return number == 0 ? "0" : (number < 0 ? "-" : "") + positive(Math.abs(number));
    }

    private static String positive(double number) {
        BigDecimal shortest = shortest(number);
        String digits = shortest.unscaledValue().toString();
        // The number is 0.digits times ten to this power.
        int exponent = digits.length() - shortest.scale();
        if (exponent > LAST_PLAIN_EXPONENT || exponent <= FIRST_PLAIN_EXPONENT) {
            return scientific(digits, exponent - 1);
        }
        if (exponent <= 0) {
            return "0." + "0".repeat(-exponent) + digits;
        }
        return digits.length() <= exponent
                ? digits + "0".repeat(exponent - digits.length())
                : digits.substring(0, exponent) + "." + digits.substring(exponent);
    }

    private static String scientific(String digits, int exponent) {
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
    }

    /// The shortest digits that stand for `number` alone. Java finds them too, but never fewer than
    /// two: it says 4.9E-324 where 5e-324 is enough.
    private static BigDecimal shortest(double number) {
        BigDecimal found = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        BigDecimal rounded = found.round(ONE_DIGIT).stripTrailingZeros();
        return rounded.doubleValue() == number ? rounded : found;
    }
}
