package org.careagent.neuron.adapters.inbound.rest.routes;

import org.careagent.neuron.adapters.inbound.rest.http.Members;
import org.careagent.neuron.adapters.shared.encoding.Base64Url;
import org.careagent.neuron.domain.consent.PresentedKey;
import org.careagent.neuron.domain.consent.SignatureVerifier;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.ProviderKey;

import java.util.List;
import java.util.Optional;

/// What a body says of a provider who is to be registered. What must be there and is not has become
/// a fault of the body.
record ProviderForm(
        Optional<Npi> npi,
        Optional<String> name,
        Optional<List<String>> types,
        Optional<String> specialty,
        Optional<AgentEndpoint> endpoint,
        Optional<ProviderKey> key) {

    /// What is asked of a public key, in words that go after a name.
    static final String KEY_RULE = "must be a usable raw Ed25519 public key, 32 bytes in base64url";

    private static final int MOST_TYPES = 16;

    /// @param signatures knows which public keys are good ones
    static ProviderForm of(Members body, SignatureVerifier signatures) {
        return new ProviderForm(
                body.required("provider_npi", Npi.RULE, Npi::parse),
                text(body, "provider_name"),
                body.texts("provider_types", MOST_TYPES, Provider.TEXT_RULE, ProviderForm::text),
                body.optional("specialty", Provider.TEXT_RULE, ProviderForm::text),
                body.optional("endpoint", AgentEndpoint.RULE, AgentEndpoint::parse),
                body.optional("public_key", KEY_RULE, text -> key(text, signatures)));
    }

    /// A text that must be there.
    static Optional<String> text(Members members, String name) {
        return members.required(name, Provider.TEXT_RULE, ProviderForm::text);
    }

    /// The provider, if the body had no fault.
    Provider provider() {
        return new Provider(
                npi.orElseThrow(),
                name.orElseThrow(),
                types.orElseThrow(),
                endpoint,
                specialty,
                key);
    }

    /// The key that `text` spells. It may be an unusable one: then nobody is registered with it.
    static Optional<ProviderKey> lookedUp(String text) {
        return Base64Url.decode(text)
                .map(Bytes::of)
                .filter(bytes -> bytes.length() == ProviderKey.LENGTH)
                .map(ProviderKey::new);
    }

    private static Optional<String> text(String text) {
        return Optional.of(text).filter(Provider::isText);
    }

    private static Optional<ProviderKey> key(String text, SignatureVerifier signatures) {
        return lookedUp(text).filter(key -> signatures.accepts(new PresentedKey(key.bytes())));
    }
}
