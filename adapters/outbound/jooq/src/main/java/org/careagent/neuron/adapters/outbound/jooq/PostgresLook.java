package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Away;
import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Current;
import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Empty;
import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Faulty;
import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Outdated;
import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Trouble;
import org.flywaydb.core.api.FlywayException;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

/// Looks at a PostgreSQL database without writing to it. The statements are those that CockroachDB
/// and YugabyteDB say they have too.
final class PostgresLook {
    private static final String UNKNOWN_SETTING = "42704";
    private static final String UNKNOWN_FUNCTION = "42883";

    private PostgresLook() {}

    static PostgresInspection at(DataSource source) {
        try (Connection connection = source.getConnection()) {
            Optional<Trouble> unsafe = unsafe(connection);
            if (unsafe.isPresent()) {
                return unsafe.get();
            }
            Set<String> tables = tables(connection);
            return tables.isEmpty() ? empty(connection) : schema(source, tables);
        } catch (SQLException | FlywayException e) {
            return PostgresFaults.of(e);
        }
    }

    /// Whether this connection's server takes writes: a standby does not, and neither does one that
    /// an administrator has made read-only.
    static boolean takesWrites(Connection connection) throws SQLException {
        return !setting(connection, "transaction_read_only").equals(Optional.of("on"));
    }

    private static Optional<Trouble> unsafe(Connection connection) throws SQLException {
        if (!takesWrites(connection)) {
            return Optional.of(
                    new Away(
                            "takes no writes: the server is a standby, or set to be read-only",
                            "Set storage.url to the primary server."));
        }
        if (setting(connection, "synchronous_commit").equals(Optional.of("off"))) {
            return Optional.of(
                    new Faulty(
                            "would lose what it has acknowledged: synchronous_commit is off",
                            "Set it to on, for the server or with ALTER ROLE … SET"
                                    + " synchronous_commit = on."));
        }
        return setting(connection, "server_encoding")
                .filter(encoding -> !encoding.equals("UTF8"))
                .map(encoding ->
                        new Faulty(
                                "cannot keep every character: its encoding is " + encoding,
                                "Make another: CREATE DATABASE … TEMPLATE template0 ENCODING"
                                        + " 'UTF8'."));
    }

    // Empty where the engine does not know it: then it has no such way of losing things.
    private static Optional<String> setting(Connection connection, String name)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery("SHOW " + name)) {
            return value.next() ? Optional.ofNullable(value.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            if (UNKNOWN_SETTING.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> tables = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet names =
                        statement.executeQuery(
                                "select table_name from information_schema.tables"
                                        + " where table_schema = current_schema()")) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        return tables;
    }

    private static PostgresInspection empty(Connection connection) throws SQLException {
        return mayMakeTables(connection) ? new Empty() : PostgresFaults.ofRights("");
    }

    // An engine that has no such function tells it when the tables are made.
    private static boolean mayMakeTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet may =
                        statement.executeQuery(
                                "select has_schema_privilege(current_schema(), 'CREATE')")) {
            return !may.next() || may.getBoolean(1);
        } catch (SQLException e) {
            if (UNKNOWN_FUNCTION.equals(e.getSQLState())) {
                return true;
            }
            throw e;
        }
    }

    private static PostgresInspection schema(DataSource source, Set<String> tables) {
        if (!tables.contains(Migrations.HISTORY)) {
            return foreign("its tables are not a Neuron's");
        }
        return switch (Migrations.schemaOf(source)) {
            case OF_A_LATER_NEURON -> foreign("it is of a later Neuron");
            case MADE_OTHERWISE -> foreign("its tables are not as this Neuron makes them");
            case OUTDATED -> new Outdated();
            case CURRENT -> new Current();
        };
    }

    private static Faulty foreign(String why) {
        return new Faulty(
                "is not for this Neuron: " + why,
                "Run the version of Neuron that made it, or set storage.url to another database.");
    }
}
