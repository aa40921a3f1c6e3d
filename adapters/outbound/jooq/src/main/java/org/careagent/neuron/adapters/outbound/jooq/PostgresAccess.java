package org.careagent.neuron.adapters.outbound.jooq;

import java.util.Optional;

/// How a PostgreSQL database is reached.
///
/// @param url `jdbc:postgresql:…`; what it says of time limits and TLS wins over what is preset
/// @param username the role; empty for the one that URL or operating system name
/// @param password its password; empty where the server asks for none
/// @param poolSize how many connections are held, at least 1
public record PostgresAccess(
        String url, Optional<String> username, Optional<String> password, int poolSize) {
    /// The database as it may be shown to anybody: without users, passwords and parameters.
    public String place() {
        String place = url.replaceFirst("^jdbc:postgresql:", "").replaceFirst("[?;].*", "");
        return "PostgreSQL " + place.replaceFirst("^//[^/]*@", "//");
    }

    /// Without the password.
    @Override
    public String toString() {
        return place();
    }
}
