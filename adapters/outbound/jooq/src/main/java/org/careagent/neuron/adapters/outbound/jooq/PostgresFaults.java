package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Away;
import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Faulty;
import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Trouble;

import java.sql.SQLException;
import java.util.stream.Stream;

/// What a server that speaks PostgreSQL's protocol means by an SQLSTATE, for whoever has to mend
/// it.
final class PostgresFaults {
    private PostgresFaults() {}

    /// The trouble that `failure`, or what caused it, tells of.
    static Trouble of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst()
                .<Trouble>map(PostgresFaults::ofSql)
                .orElseGet(() ->
                        new Faulty(
                                "cannot be opened: " + failure,
                                "It may be of a later Neuron, or not a Neuron's at all: use"
                                        + " another."));
    }

    private static Trouble ofSql(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String said = ": " + firstLine(failure);
        return switch (state) {
            case "28P01", "28000", "08004" ->
                    new Faulty(
                            "does not let the Neuron in" + said,
                            "Check storage.username, the password (storage.passwordFile), and what"
                                    + " the server's pg_hba.conf allows.");
            case "3D000" ->
                    new Faulty(
                            "does not exist" + said,
                            "Make it (createdb), or set storage.url to one that is there.");
            case "42501" -> ofRights(said);
            case "53300", "57P03", "57P01", "57P02" ->
                    new Away(
                            "takes no connection now" + said,
                            "Try again in a moment; if it stays so, look at the server's log and its"
                                    + " max_connections.");
            default ->
                    state.startsWith("08")
                            ? new Away(
                                    "cannot be reached" + said,
                                    "Check storage.url, that the server runs, and the firewall in"
                                            + " between.")
                            : new Faulty(
                                    "cannot be opened: SQLSTATE " + state + said,
                                    "Look at the server's log.");
        };
    }

    /// That the role may not do what it has to.
    ///
    /// @param said what the server said of it
    static Faulty ofRights(String said) {
        return new Faulty(
                "does not let the Neuron make and use its tables" + said,
                "Make the role of storage.username the owner of the database.");
    }

    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
