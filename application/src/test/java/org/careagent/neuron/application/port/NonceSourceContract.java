package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.domain.handshake.Nonce;
import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/// What every [NonceSource] does, as far as a test can tell: that nobody can foresee a nonce, it
/// cannot.
public abstract class NonceSourceContract {
    private static final int MANY = 10_000;
    private static final int BITS = Nonce.LENGTH * Byte.SIZE;

    /// The source under test.
    protected abstract NonceSource source();

    @Test
    void givesThirtyTwoBytes() {
        assertThat(source().nextNonce().bytes().length()).isEqualTo(32);
    }

    @Test
    void givesNoNonceTwice() {
        NonceSource source = source();
        Set<Nonce> given = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            assertThat(given.add(source.nextNonce())).isTrue();
        }
    }

    @Test
    void variesEveryBit() {
        NonceSource source = source();
        BitSet wasSet = new BitSet(BITS);
        BitSet wasClear = new BitSet(BITS);
        for (int i = 0; i < MANY; i++) {
            BitSet bits = BitSet.valueOf(source.nextNonce().bytes().toArray());
            wasSet.or(bits);
            bits.flip(0, BITS);
            wasClear.or(bits);
        }
        assertThat(wasSet.cardinality()).isEqualTo(BITS);
        assertThat(wasClear.cardinality()).isEqualTo(BITS);
    }
}
