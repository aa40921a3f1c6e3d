package org.careagent.neuron.application.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.careagent.neuron.application.port.FakeWorkers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

@Timeout(30)
final class BatcherTest {
    private final StackOverflowError tooDeep = new StackOverflowError();

    private record Item(String name, CompletableFuture<String> done) implements Batcher.Awaited {
        Item(String name) {
            this(name, new CompletableFuture<>());
        }
    }

    private final Batcher<Item> batches =
            new Batcher<>(new FakeWorkers(), "work", 10, this::workOn);

    private void workOn(List<Item> items) {
        for (Item item : items) {
            if (item.name().equals("bad")) {
                throw tooDeep;
            }
            item.done().complete(item.name());
        }
    }

    @Test
    void tellsWhoeverStillWaitsOfAnErrorAndGoesOn() {
        Item bad = new Item("bad");
        Item good = new Item("good");

        assertThat(batches.offer(bad)).isTrue();
        assertThatThrownBy(() -> bad.done().join())
                .isInstanceOf(CompletionException.class)
                .hasCause(tooDeep);

        assertThat(batches.offer(good)).isTrue();
        assertThat(good.done().join()).isEqualTo("good");
        batches.close();
    }

    @Test
    void worksOnAllThatItTookBeforeItIsClosed() {
        List<Item> items = List.of(new Item("one"), new Item("two"), new Item("three"));
        assertThat(items).allMatch(batches::offer);

        batches.close();

        assertThat(items).allMatch(item -> item.done().isDone());
        assertThat(batches.offer(new Item("late"))).isFalse();
    }
}
