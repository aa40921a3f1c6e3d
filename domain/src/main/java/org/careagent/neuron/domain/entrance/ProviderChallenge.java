package org.careagent.neuron.domain.entrance;

import org.careagent.neuron.domain.consent.PresentedKey;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.consent.SignatureCheck;
import org.careagent.neuron.domain.consent.SignatureVerifier;
import org.careagent.neuron.domain.handshake.Nonce;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.ProviderKey;

import java.nio.charset.StandardCharsets;

/// What a provider's agent is to sign (handshake protocol, section 6). The text names what it is
/// for, so that a signature is good for nothing else, and no other one is good for it.
///
/// @param organization whose Neuron asks
/// @param provider who is to prove that it is the one
/// @param nonce was not given out before
public record ProviderChallenge(Npi organization, Npi provider, Nonce nonce) {
    private static final String PURPOSE = "careagent-provider-v1";

    /// The bytes to be signed.
    public Bytes text() {
        String text =
                String.join("\n", PURPOSE, organization.digits(), provider.digits(), nonce.hex());
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Whether `answer` is the signature of `key` over it.
    public boolean isMetBy(Signature answer, ProviderKey key, SignatureVerifier verifier) {
        return verifier.verify(new PresentedKey(key.bytes()), text(), answer)
                instanceof SignatureCheck.Holds;
    }
}
