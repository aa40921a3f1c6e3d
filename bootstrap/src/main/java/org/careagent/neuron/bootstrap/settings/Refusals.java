package org.careagent.neuron.bootstrap.settings;

import java.util.ArrayList;
import java.util.List;

/// What this version cannot do and must not pass over.
final class Refusals {
    private Refusals() {}

    static List<String> of(Settings settings) {
        List<String> refusals = new ArrayList<>();
        if (settings.server().tls().isPresent()) {
            refusals.add(
                    "/server/tls: TLS is not there yet in this version; take the section out, and let"
                            + " a proxy in front of the Neuron serve TLS");
        }
        if (settings.storage().kind() == Settings.Storage.Kind.POSTGRESQL) {
            refusals.add(
                    Keys.STORAGE_KIND.pointer()
                            + ": postgresql is not there yet in this version; set h2");
        }
        return List.copyOf(refusals);
    }
}
