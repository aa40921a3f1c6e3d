package org.careagent.neuron.load;

import org.careagent.neuron.load.client.Connection;
import org.careagent.neuron.load.client.Door;
import org.careagent.neuron.load.client.Heard;
import org.careagent.neuron.load.client.Json;
import org.careagent.neuron.load.client.ProviderAgent;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// One provider's agent at its Neuron: it connects, hears and acknowledges, breaks off at random,
/// and comes back.
final class Attendance implements Runnable {
    private static final int FROM = 4;
    private static final int BREAKS_OFF_ONE_IN = 40;
    private static final Duration LONGEST_ABSENCE = Duration.ofMillis(1500);

    private final ProviderAgent agent;
    private final Optional<String> apiKey;
    private final Supplier<Door> door;
    private final BooleanSupplier over;
    private final Delivery delivery;
    private final AtomicInteger connections;

    /// @param apiKey what it proves itself by; if empty, its own key
    /// @param door where the Neuron is now
    /// @param connections counts those that were open
    Attendance(
            ProviderAgent agent,
            Optional<String> apiKey,
            Supplier<Door> door,
            BooleanSupplier over,
            Delivery delivery,
            AtomicInteger connections) {
        this.agent = agent;
        this.apiKey = apiKey;
        this.door = door;
        this.over = over;
        this.delivery = delivery;
        this.connections = connections;
    }

    @Override
    public void run() {
        while (!over.getAsBoolean()) {
            try (Connection connection = door.get().connect(Door.from(FROM))) {
                attend(connection);
            } catch (IOException _) {
                // The Neuron was killed, or is not there yet.
            }
            beAway();
        }
    }

    private void attend(Connection connection) throws IOException {
        connection.askForUpgrade(
                "/ws/provider/" + agent.npi(),
                apiKey.map(key -> "X-API-Key: " + key).orElse("X-Agent: provider"));
        if (!connection.answer().isUpgrade()) {
            throw new IOException("not upgraded");
        }
        connections.incrementAndGet();
        boolean stays = true;
        while (stays && connection.hear() instanceof Heard.Text(String message)) {
            stays = take(connection, message);
        }
    }

    /// @return whether the connection goes on
    private boolean take(Connection connection, String message) throws IOException {
        switch (Json.member(message, "type")) {
            case "provider.challenge" -> connection.say(agent.answer(message));
            case "introduction" -> {
                String id = delivery.hear(agent.npi(), message);
                if (breaksOff()) {
                    connection.reset();
                    return false;
                }
                connection.say(
                        "{\"type\":\"introduction.ack\",\"introduction_id\":\"%s\"}".formatted(id));
                delivery.acknowledge(id);
                if (breaksOff()) {
                    connection.reset();
                    return false;
                }
            }
            default -> throw new IOException("unheard of: " + message);
        }
        return true;
    }

    private static boolean breaksOff() {
        return ThreadLocalRandom.current().nextInt(BREAKS_OFF_ONE_IN) == 0;
    }

    private static void beAway() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(LONGEST_ABSENCE.toMillis()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
