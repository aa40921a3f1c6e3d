package org.careagent.neuron.adapters.inbound.control;

import org.careagent.neuron.application.access.CreateApiKey;
import org.careagent.neuron.application.port.RelationshipFilter;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.consent.PresentedKey;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.TerminationReason;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What may be asked over the control socket, one type a `type` of the specification's table.
public sealed interface ControlRequest {
    /// What only a running Neuron can be asked.
    sealed interface OfProcess extends ControlRequest {}

    /// What can be asked of what the Neuron keeps, whether it runs or not.
    sealed interface Management extends ControlRequest {}

    /// Shows something and changes nothing.
    sealed interface Look extends Management {}

    /// Changes something.
    sealed interface Act extends Management {}

    /// `status`
    record Status() implements OfProcess {}

    /// `shutdown`
    record Shutdown() implements OfProcess {}

    /// `provider.list`
    record ProviderList() implements Look {}

    /// `provider.add`
    ///
    /// @param key what is claimed to be the public key of the provider's agent
    record ProviderAdd(
            Npi npi,
            String name,
            List<String> types,
            Optional<String> specialty,
            Optional<AgentEndpoint> endpoint,
            Optional<PresentedKey> key)
            implements Act {
        /// How many types a provider may have.
        public static final int MOST_TYPES = 16;

        /// Keeps the types as they are now.
        public ProviderAdd {
            types = List.copyOf(types);
        }
    }

    /// `provider.remove`
    record ProviderRemove(Npi npi) implements Act {}

    /// `relationship.list`
    ///
    /// @param after only those that come after this one
    /// @param limit how many at the most, 1 to [#MOST]
    record RelationshipList(RelationshipFilter filter, Optional<RelationshipId> after, int limit)
            implements Look {
        /// How many relationships one answer may hold.
        public static final int MOST = 100;
    }

    /// `relationship.show`
    record RelationshipShow(RelationshipId id) implements Look {}

    /// `relationship.terminate`
    ///
    /// @param provider whose relationship it has to be
    record RelationshipTerminate(RelationshipId id, Npi provider, TerminationReason reason)
            implements Act {}

    /// `patient.release`
    record PatientRelease(AgentId patient) implements Act {}

    /// `backup`: takes as long as there is much to write, whatever else is to be answered in time.
    ///
    /// @param file where it goes, as an absolute path of the machine that the Neuron runs on
    record Backup(Path file) implements Act {}

    /// `api-key.create`
    record ApiKeyCreate(CreateApiKey.Wish wish) implements Act {}

    /// `api-key.list`
    record ApiKeyList() implements Look {}

    /// `api-key.revoke`
    record ApiKeyRevoke(ApiKeyId id) implements Act {}
}
