package org.careagent.neuron.adapters.outbound.backupfile;

import org.careagent.neuron.application.port.BackupParts.Counts;

/// The members of a backup that hold rows, one JSON object a line.
enum Table {
    RELATIONSHIPS("relationships"),
    BINDINGS("bindings"),
    PROVIDERS("providers"),
    API_KEYS("api-keys"),
    INTRODUCTIONS("introductions");

    private final String spelling;

    Table(String spelling) {
        this.spelling = spelling;
    }

    /// The name of the member.
    String file() {
        return spelling + ".jsonl";
    }

    /// What it is called in the manifest.
    String spelling() {
        return spelling;
    }

    /// How many rows it has, of all.
    long in(Counts counts) {
        return switch (this) {
            case RELATIONSHIPS -> counts.relationships();
            case BINDINGS -> counts.bindings();
            case PROVIDERS -> counts.providers();
            case API_KEYS -> counts.apiKeys();
            case INTRODUCTIONS -> counts.introductions();
        };
    }
}
