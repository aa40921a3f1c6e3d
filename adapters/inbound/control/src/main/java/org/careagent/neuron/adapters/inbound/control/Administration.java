package org.careagent.neuron.adapters.inbound.control;

import org.careagent.neuron.adapters.shared.rows.Rows;
import org.careagent.neuron.application.access.CreateApiKey;
import org.careagent.neuron.application.access.RevokeApiKey;
import org.careagent.neuron.application.backup.MakeBackup;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.provider.RegisterProvider;
import org.careagent.neuron.application.provider.RemoveProvider;
import org.careagent.neuron.application.relationship.ReleasePatient;
import org.careagent.neuron.application.relationship.TerminateRelationship;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.ApiKeySecret;
import org.careagent.neuron.domain.consent.PresentedKey;
import org.careagent.neuron.domain.consent.SignatureVerifier;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.ProviderKey;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.RelationshipId;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.List;

/// Answers what can be asked of what the Neuron keeps: the same whether the question came over the
/// control socket or is asked while the Neuron is stopped. Throws what its use cases throw.
public final class Administration {
    private final Desks desks;

    /// @param desks who does the work
    public Administration(Desks desks) {
        this.desks = desks;
    }

    /// The use cases and what is only looked at.
    ///
    /// @param signatures knows which public keys are good ones
    public record Desks(
            ProviderDirectory providers,
            RegisterProvider registerProvider,
            RemoveProvider removeProvider,
            RelationshipStore relationships,
            TerminateRelationship terminateRelationship,
            ReleasePatient releasePatient,
            ApiKeyStore apiKeys,
            CreateApiKey createApiKey,
            RevokeApiKey revokeApiKey,
            MakeBackup makeBackup,
            SignatureVerifier signatures) {}

    /// Does what `request` asks, durably before it returns.
    ///
    /// @param by on whose behalf
    public ControlAnswer answer(ControlRequest.Management request, Actor by) {
        return switch (request) {
            case ControlRequest.ProviderList() ->
                    new ControlAnswer.Done(Rows.of(desks.providers().all(), Rows::provider));
            case ControlRequest.ProviderAdd add -> add(add, by);
            case ControlRequest.ProviderRemove(Npi npi) -> remove(npi, by);
            case ControlRequest.RelationshipList list -> list(list);
            case ControlRequest.RelationshipShow(RelationshipId id) -> show(id);
            case ControlRequest.RelationshipTerminate terminate -> terminate(terminate);
            case ControlRequest.PatientRelease(AgentId patient) -> release(patient, by);
            case ControlRequest.ApiKeyCreate(CreateApiKey.Wish wish) -> create(wish, by);
            case ControlRequest.ApiKeyList() ->
                    new ControlAnswer.Done(Rows.of(desks.apiKeys().all(), Rows::keptApiKey));
            case ControlRequest.ApiKeyRevoke(ApiKeyId id) -> revoke(id, by);
            case ControlRequest.Backup(Path file) -> backup(file, by);
        };
    }

    private ControlAnswer add(ControlRequest.ProviderAdd add, Actor by) {
        if (add.key().filter(key -> !desks.signatures().accepts(key)).isPresent()) {
            return no("public_key is not a usable Ed25519 public key");
        }
        Provider provider =
                new Provider(
                        add.npi(),
                        add.name(),
                        add.types(),
                        add.endpoint(),
                        add.specialty(),
                        add.key().map(PresentedKey::bytes).map(ProviderKey::new));
        return switch (desks.registerProvider().register(provider, by)) {
            case ADDED -> new ControlAnswer.Done(Rows.provider(provider));
            case ALREADY_REGISTERED ->
                    no(
                            "a provider of NPI "
                                    + add.npi()
                                    + " is registered already; to change it,"
                                    + " remove it first");
        };
    }

    private ControlAnswer remove(Npi npi, Actor by) {
        return switch (desks.removeProvider().remove(npi, by)) {
            case REMOVED -> done("npi", npi.digits());
            case NOT_REGISTERED -> no("no provider of NPI " + npi + " is registered");
        };
    }

    private ControlAnswer list(ControlRequest.RelationshipList list) {
        List<KeptRelationship> found =
                desks.relationships().list(list.filter(), list.after(), list.limit());
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.set("data", Rows.of(found, Rows::relationship));
        if (found.size() == list.limit()) {
            page.put("next", found.getLast().relationship().id().toString());
        }
        return new ControlAnswer.Done(page.put("limit", list.limit()));
    }

    private ControlAnswer show(RelationshipId id) {
        return desks.relationships()
                .find(id)
                .<ControlAnswer>map(kept -> new ControlAnswer.Done(Rows.relationship(kept)))
                .orElseGet(() -> no("there is no relationship " + id));
    }

    private ControlAnswer terminate(ControlRequest.RelationshipTerminate request) {
        return switch (desks.terminateRelationship()
                .terminate(request.id(), request.provider(), request.reason())) {
            case TERMINATED -> show(request.id());
            case ALREADY_TERMINATED -> no("the relationship " + request.id() + " had ended before");
            case OF_ANOTHER_PROVIDER ->
                    no(
                            "the relationship "
                                    + request.id()
                                    + " is not one of the provider "
                                    + request.provider());
            case UNKNOWN -> no("there is no relationship " + request.id());
        };
    }

    private ControlAnswer release(AgentId patient, Actor by) {
        return switch (desks.releasePatient().release(patient, by)) {
            case RELEASED -> done("patient_agent_id", patient.value());
            case NOT_BOUND -> no("this agent id is bound to no key: nothing to release");
        };
    }

    private ControlAnswer create(CreateApiKey.Wish wish, Actor by) {
        return switch (desks.createApiKey().create(wish, by)) {
            case CreateApiKey.Outcome.Created(ApiKey key, ApiKeySecret secret) ->
                    new ControlAnswer.Done(Rows.apiKey(key).put("key", secret.reveal()));
            case CreateApiKey.Outcome.ExpiresInThePast() ->
                    no("the key would have expired already; give a time to come");
        };
    }

    private ControlAnswer revoke(ApiKeyId id, Actor by) {
        return switch (desks.revokeApiKey().revoke(id, by)) {
            case REVOKED -> done("id", id.toString());
            case ALREADY_REVOKED -> no("the key " + id + " was revoked before");
            case UNKNOWN -> no("there is no key " + id);
        };
    }

    private ControlAnswer backup(Path file, Actor by) {
        return switch (desks.makeBackup().make(file, by)) {
            case MakeBackup.Outcome.Made made -> new ControlAnswer.Done(Rows.backup(file, made));
            case MakeBackup.Outcome.Taken() ->
                    no(file + " is there already, and stays as it is; name another");
            case MakeBackup.Outcome.Unwritable(String why) ->
                    no(file + " cannot be written: " + why);
        };
    }

    private static ControlAnswer done(String name, String value) {
        JsonNode data = JsonNodeFactory.instance.objectNode().put(name, value);
        return new ControlAnswer.Done(data);
    }

    private static ControlAnswer no(String why) {
        return new ControlAnswer.No(why);
    }
}
