package org.careagent.neuron.application.introduction;

import org.careagent.neuron.domain.entrance.ProviderChallenge;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.IntroductionId;

import java.util.ArrayList;
import java.util.List;

/// A provider's agent that remembers what it was told.
final class RecordingAgent implements ProviderAgent {
    final List<ProviderChallenge> challenges = new ArrayList<>();
    final List<IntroductionId> heard = new ArrayList<>();
    final List<StreamEnd> ends = new ArrayList<>();
    int pings;
    boolean admitted;

    @Override
    public void challenge(ProviderChallenge challenge) {
        challenges.add(challenge);
    }

    @Override
    public void admitted() {
        admitted = true;
    }

    @Override
    public void introduce(Introduction introduction) {
        heard.add(introduction.id());
    }

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public void end(StreamEnd why) {
        ends.add(why);
    }
}
