package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.consent.PresentedKey;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.ProviderKey;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.RelationshipStatus;
import org.careagent.neuron.domain.relationship.TerminationReason;

import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How what is typed becomes a value of the domain, or wrong usage.
final class ValueTypes {
    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,4})d");
    private static final String EXPIRY_RULE =
            "must be a number of days (90d), a date (2027-01-31, to its end in UTC) or a time"
                    + " (2027-01-31T12:00:00Z)";

    private ValueTypes() {}

    static void register(CommandLine commandLine, InstantSource clock) {
        register(commandLine, Npi.class, Npi.RULE, Npi::parse);
        register(commandLine, AgentId.class, AgentId.RULE, AgentId::parse);
        register(commandLine, AgentEndpoint.class, AgentEndpoint.RULE, AgentEndpoint::parse);
        register(commandLine, RelationshipId.class, "must be a UUID", RelationshipId::parse);
        register(
                commandLine,
                TerminationReason.class,
                TerminationReason.RULE,
                TerminationReason::parse);
        register(commandLine, ApiKeyId.class, "must be a UUID", ApiKeyId::parse);
        register(
                commandLine,
                PresentedKey.class,
                "must be a raw Ed25519 public key, 32 bytes in base64url",
                ValueTypes::key);
        register(commandLine, Instant.class, EXPIRY_RULE, text -> expiry(text, clock));
        registerChoice(commandLine, Scope.class);
        registerChoice(commandLine, RelationshipStatus.class);
    }

    private static <T> void register(
            CommandLine commandLine,
            Class<T> type,
            String rule,
            Function<String, Optional<T>> parser) {
        commandLine.registerConverter(
                type,
                text -> parser.apply(text).orElseThrow(() -> new TypeConversionException(rule)));
    }

    private static <E extends Enum<E>> void registerChoice(CommandLine commandLine, Class<E> type) {
        register(
                commandLine,
                type,
                "must be one of " + String.join(", ", choices(type)),
                text ->
                        Arrays.stream(type.getEnumConstants())
                                .filter(each -> spelled(each).equals(text))
                                .findFirst());
    }

    private static <E extends Enum<E>> List<String> choices(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(ValueTypes::spelled).toList();
    }

    /// Scopes, for the Tab key.
    static final class Scopes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return choices(Scope.class).iterator();
        }
    }

    /// Statuses of relationships, for the Tab key.
    static final class Statuses implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return choices(RelationshipStatus.class).iterator();
        }
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<PresentedKey> key(String text) {
        try {
            return Optional.of(Bytes.of(Base64.getUrlDecoder().decode(text)))
                    .filter(raw -> raw.length() == ProviderKey.LENGTH)
                    .map(PresentedKey::new);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> expiry(String text, InstantSource clock) {
        Matcher days = DAYS.matcher(text);
        try {
            if (days.matches()) {
                return Optional.of(
                        clock.instant().plus(Duration.ofDays(Integer.parseInt(days.group(1)))));
            }
            return Optional.of(
                    text.contains("T")
                            ? Instant.parse(text)
                            : LocalDate.parse(text)
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
