package org.careagent.neuron.bootstrap.settings;

import java.util.List;

/// What this version cannot do and must not pass over.
final class Refusals {
    private Refusals() {}

    static List<String> of(Settings settings) {
        return settings.storage().kind() == Settings.Storage.Kind.POSTGRESQL
                ? List.of(
                        Keys.STORAGE_KIND.pointer()
                                + ": postgresql is not there yet in this version; set h2")
                : List.of();
    }
}
