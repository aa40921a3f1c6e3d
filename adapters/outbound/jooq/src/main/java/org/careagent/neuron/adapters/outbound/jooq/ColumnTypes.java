package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.consent.ConsentedActions;
import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.ProviderKey;
import org.careagent.neuron.domain.relationship.Introduction.Occasion;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.jooq.Converter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// How the columns of the schema and the types of the domain become each other. The generated
/// columns carry these, see `jooq-codegen.xml`; the migrations say why a column is as it is.
///
/// Public for the generated classes alone.
public final class ColumnTypes {
    private static final int NANOS_DIGITS = 9;

    private ColumnTypes() {}

    /// Exact seconds since the epoch.
    public static Converter<BigDecimal, Instant> instant() {
        return Converter.ofNullable(
                BigDecimal.class, Instant.class, ColumnTypes::toInstant, ColumnTypes::toSeconds);
    }

    /// A relationship's id.
    public static Converter<UUID, RelationshipId> relationshipId() {
        return Converter.ofNullable(
                UUID.class, RelationshipId.class, RelationshipId::new, RelationshipId::value);
    }

    /// An introduction's id.
    public static Converter<UUID, IntroductionId> introductionId() {
        return Converter.ofNullable(
                UUID.class, IntroductionId.class, IntroductionId::new, IntroductionId::value);
    }

    /// Why there is an introduction, by its name in small letters.
    public static Converter<String, Occasion> occasion() {
        return Converter.ofNullable(
                String.class,
                Occasion.class,
                name -> Occasion.valueOf(name.toUpperCase(Locale.ROOT)),
                occasion -> occasion.name().toLowerCase(Locale.ROOT));
    }

    /// What is owed to the audit trail.
    public static Converter<String, AuditNote> auditNote() {
        return Converter.ofNullable(String.class, AuditNote.class, AuditNote::new, AuditNote::text);
    }

    /// A patient's agent id.
    public static Converter<String, AgentId> agentId() {
        return Converter.ofNullable(String.class, AgentId.class, AgentId::new, AgentId::value);
    }

    /// A patient's raw public key.
    public static Converter<byte[], PatientKey> patientKey() {
        return Converter.ofNullable(
                byte[].class,
                PatientKey.class,
                raw -> new PatientKey(Bytes.of(raw)),
                key -> key.bytes().toArray());
    }

    /// An NPI.
    public static Converter<String, Npi> npi() {
        return Converter.ofNullable(String.class, Npi.class, Npi::new, Npi::digits);
    }

    /// An agent's address.
    public static Converter<String, AgentEndpoint> agentEndpoint() {
        return Converter.ofNullable(
                String.class, AgentEndpoint.class, AgentEndpoint::new, AgentEndpoint::uri);
    }

    /// Consented actions, as [#texts()].
    public static Converter<String, ConsentedActions> consentedActions() {
        return Converter.ofNullable(
                String.class,
                ConsentedActions.class,
                joined -> new ConsentedActions(split(joined)),
                actions -> join(actions.entries()));
    }

    /// A provider's raw public key.
    public static Converter<byte[], ProviderKey> providerKey() {
        return Converter.ofNullable(
                byte[].class,
                ProviderKey.class,
                raw -> new ProviderKey(Bytes.of(raw)),
                key -> key.bytes().toArray());
    }

    /// An API key's id.
    public static Converter<UUID, ApiKeyId> apiKeyId() {
        return Converter.ofNullable(UUID.class, ApiKeyId.class, ApiKeyId::new, ApiKeyId::value);
    }

    /// What is kept of an API key, in hex.
    public static Converter<String, ApiKeyHash> apiKeyHash() {
        return Converter.ofNullable(
                String.class,
                ApiKeyHash.class,
                hex -> new ApiKeyHash(Bytes.of(HexFormat.of().parseHex(hex))),
                hash -> HexFormat.of().formatHex(hash.bytes().toArray()));
    }

    /// An API key's scopes by their names in small letters, as [#texts()].
    @SuppressWarnings("unchecked") // a class literal knows no type arguments
    public static Converter<String, Set<Scope>> scopes() {
        return Converter.ofNullable(
                String.class,
                (Class<Set<Scope>>) (Class<?>) Set.class,
                joined ->
                        split(joined).stream()
                                .map(name -> Scope.valueOf(name.toUpperCase(Locale.ROOT)))
                                .collect(Collectors.toUnmodifiableSet()),
                scopes ->
                        join(
                                scopes.stream()
                                        .sorted()
                                        .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                                        .toList()));
    }

    /// Texts without control characters, each ended by a line feed.
    @SuppressWarnings("unchecked") // a class literal knows no type arguments
    public static Converter<String, List<String>> texts() {
        return Converter.ofNullable(
                String.class,
                (Class<List<String>>) (Class<?>) List.class,
                ColumnTypes::split,
                ColumnTypes::join);
    }

    private static Instant toInstant(BigDecimal seconds) {
        BigDecimal[] wholeAndRest = seconds.divideAndRemainder(BigDecimal.ONE);
        return Instant.ofEpochSecond(
                wholeAndRest[0].longValueExact(),
                wholeAndRest[1].movePointRight(NANOS_DIGITS).longValueExact());
    }

    private static BigDecimal toSeconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond())
                .add(BigDecimal.valueOf(instant.getNano(), NANOS_DIGITS));
    }

    // String.lines() would also end a line at a carriage return, and lose a last empty entry.
    private static List<String> split(String joined) {
        String[] withOneTooMany = joined.split("\n", -1);
        return List.of(withOneTooMany).subList(0, withOneTooMany.length - 1);
    }

    private static String join(List<String> entries) {
        StringBuilder joined = new StringBuilder();
        entries.forEach(entry -> joined.append(entry).append('\n'));
        return joined.toString();
    }
}
