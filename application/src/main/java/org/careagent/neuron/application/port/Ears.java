package org.careagent.neuron.application.port;

import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Introduction;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/// Those of this process who listen to a storage: what every [IntroductionSignal] needs for the
/// changes of its own node. Safe for use by many threads.
public final class Ears implements IntroductionSignal, IntroductionSignal.Ear {
    private final List<Ear> all = new CopyOnWriteArrayList<>();

    @Override
    public Listening listen(Ear ear) {
        all.add(ear);
        return () -> all.remove(ear);
    }

    @Override
    public void introduced(Npi provider) {
        all.forEach(ear -> ear.introduced(provider));
    }

    @Override
    public void introducedPerhaps() {
        all.forEach(Ear::introducedPerhaps);
    }

    /// Tells of what `commits` have introduced, which are durable.
    public void hear(List<Commit> commits, List<Outcome> outcomes) {
        if (!all.isEmpty()) {
            addressees(commits, outcomes).forEach(this::introduced);
        }
    }

    /// Who has something to learn of `commits`.
    ///
    /// @param outcomes what became of each
    public static Set<Npi> addressees(List<Commit> commits, List<Outcome> outcomes) {
        Set<Npi> addressees = new LinkedHashSet<>();
        IntStream.range(0, commits.size())
                .filter(i -> outcomes.get(i) == Outcome.APPLIED)
                .mapToObj(i -> introducedBy(commits.get(i).write()))
                .flatMap(Optional::stream)
                .forEach(made -> addressees.add(made.relationship().provider()));
        return addressees;
    }

    private static Optional<Introduction> introducedBy(Write write) {
        return switch (write) {
            case Write.Relate(var change) -> change.introduced();
            case Write.AddProvider _,
                    Write.RemoveProvider _,
                    Write.AddApiKey _,
                    Write.RevokeApiKey _,
                    Write.AcknowledgeIntroduction _ ->
                    Optional.empty();
        };
    }
}
