package org.careagent.neuron.adapters.outbound.metrics;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.DistributionSummary;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.MeterRegistryFormatter;
import io.helidon.metrics.api.MetricsConfig;
import io.helidon.metrics.api.MetricsFactory;
import io.helidon.metrics.api.Timer;
import io.helidon.metrics.spi.MeterRegistryFormatterProvider;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/// The meters of the Neuron, with Helidon. Meters of one name differ by one or more labels; the
/// same name and labels give the same meter.
///
/// Beneath, Helidon has one set of meters for the whole process: whoever closes these takes them
/// out, so that the next Neuron of the process begins at zero. Two at a time would share theirs.
final class Meters implements AutoCloseable {
    private final MetricsFactory factory;
    private final MetricsConfig config = MetricsConfig.create();
    private final MeterRegistry registry;
    private final Queue<Meter> made = new ConcurrentLinkedQueue<>();

    /// One label of a meter; of its values there are few.
    record Label(String name, String value) {}

    // What Helidon has put in its place is for its own server alone.
    @SuppressWarnings("removal")
    Meters() {
        this.factory = MetricsFactory.getInstance();
        this.registry = factory.createMeterRegistry(config);
    }

    Counter counter(String name, String meaning, Label... labels) {
        return made(labelled(factory.counterBuilder(name), meaning, labels));
    }

    /// A counter that somebody else keeps; it is read when it is asked for.
    // Of its second argument the builder keeps a weak reference, so that is not to be `count`,
    // which
    // nobody else may hold: once it is collected, the counter stands still.
    void counter(String name, String meaning, LongSupplier count) {
        var _ =
                made(
                        factory.functionalCounterBuilder(name, this, _ -> count.getAsLong())
                                .description(meaning));
    }

    /// What is so at the moment; it is read when it is asked for.
    void gauge(String name, String meaning, LongSupplier now) {
        var _ = made(factory.gaugeBuilder(name, now::getAsLong).description(meaning));
    }

    Timer timer(String name, String meaning, List<Duration> buckets, Label... labels) {
        Timer.Builder timer = factory.timerBuilder(name);
        return made(
                labelled(
                        timer.percentiles(new double[0]).buckets(buckets.toArray(Duration[]::new)),
                        meaning,
                        labels));
    }

    DistributionSummary summary(String name, String meaning, double... buckets) {
        return made(
                factory.distributionSummaryBuilder(
                                name,
                                factory.distributionStatisticsConfigBuilder()
                                        .percentiles(new double[0])
                                        .buckets(buckets))
                        .description(meaning));
    }

    private <B extends Meter.Builder<B, M>, M extends Meter> B labelled(
            B builder, String meaning, Label... labels) {
        B labelled = builder.description(meaning);
        for (Label label : labels) {
            labelled = labelled.addTag(factory.tagCreate(label.name(), label.value()));
        }
        return labelled;
    }

    private <B extends Meter.Builder<B, M>, M extends Meter> M made(B builder) {
        M meter = registry.getOrCreate(builder);
        var _ = made.add(meter);
        return meter;
    }

    /// All of them, in the text format of Prometheus.
    String text() {
        return ServiceLoader.load(MeterRegistryFormatterProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(this::formatter)
                .flatMap(Optional::stream)
                .findFirst()
                .flatMap(MeterRegistryFormatter::format)
                .map(Object::toString)
                .orElse("");
    }

    private Optional<MeterRegistryFormatter> formatter(MeterRegistryFormatterProvider provider) {
        return provider.formatter(
                MediaTypes.TEXT_PLAIN, config, registry, Optional.empty(), List.of(), List.of());
    }

    @Override
    public void close() {
        made.forEach(registry::remove);
        made.clear();
    }
}
