package org.careagent.neuron.application.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.UUID;
import java.util.stream.LongStream;

final class IdSetTest {
    private static final int MANY = 100_000;

    private final IdSet ids = new IdSet();

    @Test
    void hasNothingUnseenAtFirst() {
        assertThat(ids.unseen()).isZero();
    }

    @Test
    void countsWhatWasNotSeen() {
        ids.add(new UUID(1, 2));
        ids.add(new UUID(3, 4));

        ids.see(new UUID(3, 4));

        assertThat(ids.unseen()).isEqualTo(1);
    }

    @Test
    void countsOnceWhatComesTwice() {
        ids.add(new UUID(1, 2));
        ids.add(new UUID(1, 2));
        assertThat(ids.unseen()).isEqualTo(1);

        ids.see(new UUID(1, 2));
        ids.see(new UUID(1, 2));
        assertThat(ids.unseen()).isZero();
    }

    @Test
    void doesNotMindWhatIsNotOfIt() {
        ids.add(new UUID(1, 2));

        ids.see(new UUID(2, 1));
        ids.see(new UUID(0, 0));

        assertThat(ids.unseen()).isEqualTo(1);
    }

    @Test
    void takesHalvesOfZero() {
        ids.add(new UUID(0, 0));
        ids.add(new UUID(0, 1));
        ids.add(new UUID(1, 0));
        assertThat(ids.unseen()).isEqualTo(3);

        ids.see(new UUID(0, 0));
        ids.see(new UUID(0, 0));
        ids.see(new UUID(1, 0));

        assertThat(ids.unseen()).isEqualTo(1);
    }

    @Test
    void holdsManyThatAreAlike() {
        LongStream.range(0, MANY).mapToObj(IdSetTest::counted).forEach(ids::add);
        assertThat(ids.unseen()).isEqualTo(MANY);

        LongStream.range(0, MANY)
                .filter(i -> i % 3 > 0)
                .mapToObj(IdSetTest::counted)
                .forEach(ids::see);

        assertThat(ids.unseen()).isEqualTo((MANY + 2) / 3);
    }

    // Those that count upwards in either half, and those whose halves cancel each other out.
    private static UUID counted(long i) {
        return i % 2 == 0 ? new UUID(i, i) : new UUID(7, i);
    }

    @Test
    void holdsManyThatAreRandom() {
        for (int i = 0; i < MANY; i++) {
            UUID id = UUID.randomUUID();
            ids.add(id);
        }

        LongStream.range(0, MANY).forEach(_ -> ids.see(UUID.randomUUID()));

        assertThat(ids.unseen()).isEqualTo(MANY);
    }
}
