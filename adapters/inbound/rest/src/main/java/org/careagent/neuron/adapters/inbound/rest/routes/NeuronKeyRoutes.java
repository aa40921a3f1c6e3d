package org.careagent.neuron.adapters.inbound.rest.routes;

import org.careagent.neuron.adapters.inbound.rest.http.Answer;
import org.careagent.neuron.adapters.inbound.rest.http.PublicRoute;
import org.careagent.neuron.adapters.shared.encoding.Base64Url;
import org.careagent.neuron.domain.identity.Bytes;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/// The Neuron's public key, by which its signatures are verified. It does not change while the
/// Neuron runs.
public final class NeuronKeyRoutes {
    private final Bytes publicKey;
    private final String verifierKey;

    /// @param publicKey of Ed25519: 32 bytes, as in RFC 8032, section 5.1.5
    /// @param verifierKey the same with the name it signs checkpoints under (C2SP signed-note)
    public NeuronKeyRoutes(Bytes publicKey, String verifierKey) {
        this.publicKey = publicKey;
        this.verifierKey = verifierKey;
    }

    /// The routes.
    public List<PublicRoute> routes() {
        return List.of(new PublicRoute.Live("/.well-known/neuron-key", this::key));
    }

    // A JWK as in RFC 8037, section 2.
    private Answer key() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("jwk")
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("x", Base64Url.encode(publicKey.toArray()))
                .put("use", "sig");
        return Answer.ok(body.put("verifier_key", verifierKey));
    }
}
