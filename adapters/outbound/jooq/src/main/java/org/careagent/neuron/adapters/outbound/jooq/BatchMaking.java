package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.application.port.Commit;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.jooq.DSLContext;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The making of many changes in one transaction, each wholly or not at all.
///
/// Whether a change fits is looked at before anything of it is written, so that one which does not
/// is simply left out. Between the look and the write another node may be faster; then a constraint
/// stops the whole transaction, and the next attempt sees what has come about.
final class BatchMaking {
    private final ChangeMaking relations;
    private final OfficeMaking office;

    /// @param transaction not to be committed if one of the methods throws
    BatchMaking(DSLContext transaction) {
        relations = new ChangeMaking(transaction);
        office = new OfficeMaking(transaction);
    }

    /// Makes those of `commits` that fit.
    List<Outcome> make(List<Commit> commits) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Commit commit : commits) {
            outcomes.add(isMade(commit.write()) ? Outcome.APPLIED : Outcome.CONFLICT);
        }
        relations.writeFounded();
        return outcomes;
    }

    private boolean isMade(Write write) {
        return switch (write) {
            case Write.Relate(Change change) -> relations.make(change);
            case Write.AddProvider(Provider provider) -> office.add(provider);
            case Write.RemoveProvider(Npi npi) -> office.remove(npi);
            case Write.AddApiKey(ApiKey key, ApiKeyHash hash) -> office.add(key, hash);
            case Write.RevokeApiKey(ApiKeyId id, Instant at) -> office.revoke(id, at);
            case Write.AcknowledgeIntroduction(IntroductionId id, Npi provider, Instant at) ->
                    acknowledge(id, provider, at);
        };
    }

    // It may be one that was founded just before.
    private boolean acknowledge(IntroductionId id, Npi provider, Instant at) {
        relations.writeFounded();
        return office.acknowledge(id, provider, at);
    }
}
