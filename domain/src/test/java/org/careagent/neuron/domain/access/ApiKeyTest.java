package org.careagent.neuron.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

class ApiKeyTest {
    private static final Npi NPI = new Npi("1245319599");

    @Test
    void isForOneProviderWithTheScopeProviderAlone() {
        assertThat(key("door", Set.of(Scope.PROVIDER), Optional.of(NPI)).npi()).contains(NPI);
        assertRefused("door", Set.of(Scope.READ, Scope.ADMIN), Optional.of(NPI));
    }

    @Test
    void hasAVisibleNameAndAScope() {
        assertRefused(" ", Set.of(Scope.READ), Optional.empty());
        assertRefused("a\nb", Set.of(Scope.READ), Optional.empty());
        assertRefused("door", Set.of(), Optional.empty());
    }

    @Test
    void keepsAllButTheTimeWhenItIsRevoked() {
        ApiKey key = key("door", Set.of(Scope.READ), Optional.empty());
        Instant at = Instant.EPOCH.plusSeconds(1);

        assertThat(key.revoked(at).revokedAt()).contains(at);
        assertThat(key.revoked(at))
                .usingRecursiveComparison()
                .ignoringFields("revokedAt")
                .isEqualTo(key);
    }

    /// Worked out with Python's `base64` and `hashlib`.
    @Test
    void isSpelledAndHashedAsTheSpecificationSays() {
        ApiKeySecret secret =
                new ApiKeySecret(
                        Bytes.of(
                                new byte[] {
                                    -5, -17, -66, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
                                    13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, -1
                                }));

        assertThat(secret.reveal()).isEqualTo("nrn_----AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaG_8");
        assertThat(secret.hash())
                .isEqualTo(
                        new ApiKeyHash(
                                hex(
                                        "e2fd7b50e4f61caeb57aaf78eb858ae4549fa1aa9863a097c9cad09fcb9e3f71")));
    }

    @Test
    void showsItsSecretToNobodyByAccident() {
        ApiKeySecret secret = new ApiKeySecret(Bytes.of(new byte[ApiKeySecret.LENGTH]));

        assertThat(secret).hasToString("nrn_[secret]");
    }

    @Test
    void hasThirtyTwoRandomBytes() {
        assertThatThrownBy(() -> new ApiKeySecret(Bytes.of(new byte[31])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Bytes hex(String digits) {
        return Bytes.of(HexFormat.of().parseHex(digits));
    }

    private static void assertRefused(String name, Set<Scope> scopes, Optional<Npi> npi) {
        assertThatThrownBy(() -> key(name, scopes, npi))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ApiKey key(String name, Set<Scope> scopes, Optional<Npi> npi) {
        return new ApiKey(
                new ApiKeyId(new UUID(1, 2)),
                name,
                scopes,
                npi,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty());
    }
}
