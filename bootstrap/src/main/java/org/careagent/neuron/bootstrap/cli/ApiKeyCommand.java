package org.careagent.neuron.bootstrap.cli;

import static org.careagent.neuron.bootstrap.cli.Row.text;
import static org.careagent.neuron.bootstrap.cli.Row.texts;

import org.careagent.neuron.adapters.inbound.control.ControlRequest;
import org.careagent.neuron.application.access.CreateApiKey;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// `neuron api-key`
@Command(
        name = "api-key",
        description = "The keys to the organisation's side of the Neuron, its REST API.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ApiKeyCommand.Create.class,
            ApiKeyCommand.ListAll.class,
            ApiKeyCommand.Revoke.class
        },
        footer = {
            "",
            "Example: neuron api-key create --name \"front desk\"",
            "Exit status: 0 done, 1 the answer is no, 2 wrong usage; see each command."
        })
final class ApiKeyCommand extends CommandGroup {
    /// `neuron api-key create`
    @Command(
            name = "create",
            description = "Make a key, and show it once.",
            footer = {
                "",
                "Example: neuron api-key create --name \"Dr. Ada\" --scope provider \\",
                "             --npi 1245319599 --expires 365d",
                "Exit status: 0 made, 1 it would have expired already, 2 wrong usage,",
                "69 the Neuron does not answer, 75 the data is in use, 78 wrong configuration."
            })
    static final class Create implements Runnable {
        @Spec private CommandSpec spec = CommandSpec.create();

        @Mixin private Desk desk = new Desk();

        @Mixin private JsonOption json = new JsonOption();

        @Option(
                names = "--name",
                paramLabel = "NAME",
                required = true,
                description = "Who or what will use it.")
        private String name = "";

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                completionCandidates = ValueTypes.Scopes.class,
                split = ",",
                description = "read (the default), provider, admin; several parted by commas.")
        private Set<Scope> scopes = EnumSet.of(Scope.READ);

        @Option(names = "--npi", description = "For this provider alone; with --scope provider.")
        private Optional<Npi> npi = Optional.empty();

        @Option(
                names = "--expires",
                paramLabel = "WHEN",
                description = "90d, 2027-01-31 or 2027-01-31T12:00:00Z; never by default.")
        private Optional<Instant> expires = Optional.empty();

        @Option(
                names = {"-q", "--quiet"},
                description = "Print the key and nothing else.")
        private boolean quiet;

        @Override
        public void run() {
            if (!Provider.isText(name)) {
                throw new CommandFailure(ExitStatus.USAGE, "--name " + Provider.TEXT_RULE);
            }
            if (!ApiKey.fits(npi, scopes)) {
                throw new CommandFailure(ExitStatus.USAGE, "--npi goes with --scope provider only");
            }
            show(
                    desk.ask(
                            new ControlRequest.ApiKeyCreate(
                                    new CreateApiKey.Wish(name, scopes, npi, expires))));
        }

        private void show(JsonNode key) {
            PrintWriter out = spec.commandLine().getOut();
            if (json.isSet()) {
                out.println(key);
            } else if (quiet) {
                out.println(text(key, "key"));
            } else {
                out.println("id   " + text(key, "id"));
                out.println("key  " + text(key, "key"));
                out.println("Keep the key now: it is not shown again, and nobody can look it up.");
            }
        }
    }

    /// `neuron api-key list`
    @Command(
            name = "list",
            description = "List the keys, the oldest first; never the keys themselves.",
            footer = {
                "",
                "LAST USED is up to a minute late while the Neuron runs.",
                "",
                "Example: neuron api-key list",
                "Exit status: 0 done, 2 wrong usage, 69 the Neuron does not answer,",
                "75 the data is in use, 78 wrong configuration."
            })
    static final class ListAll implements Runnable {
        @Spec private CommandSpec spec = CommandSpec.create();

        @Mixin private Desk desk = new Desk();

        @Mixin private JsonOption json = new JsonOption();

        @Override
        public void run() {
            json.show(
                    desk.ask(new ControlRequest.ApiKeyList()),
                    "There are no API keys. Make one with: neuron api-key create",
                    keys -> table(keys, Instant.now()),
                    spec.commandLine().getOut());
        }

        private static Table table(JsonNode keys, Instant now) {
            Table table =
                    new Table("ID", "NAME", "SCOPE", "PROVIDER", "CREATED", "LAST USED", "STATE");
            for (JsonNode key : keys) {
                table.row(
                        text(key, "id"),
                        text(key, "name"),
                        texts(key, "scope"),
                        text(key, "npi"),
                        text(key, "created_at"),
                        key.has("last_used_at") ? text(key, "last_used_at") : "never",
                        state(key, now));
            }
            return table;
        }

        private static String state(JsonNode key, Instant now) {
            String expires = text(key, "expires_at");
            if (key.has("revoked_at")) {
                return "revoked " + text(key, "revoked_at");
            }
            if (expires.isEmpty()) {
                return "valid";
            }
            return (Instant.parse(expires).isAfter(now) ? "valid until " : "expired ") + expires;
        }
    }

    /// `neuron api-key revoke`
    @Command(
            name = "revoke",
            description = "Revoke a key, for good.",
            footer = {
                "",
                "Example: neuron api-key revoke 42c7549c-9ec9-4af8-a15f-d37078b8e2c7 --yes",
                "Exit status: 0 revoked, 1 no such key, revoked before or not confirmed,",
                "2 wrong usage, 69 the Neuron does not answer, 75 the data is in use,",
                "78 wrong configuration."
            })
    static final class Revoke implements Runnable {
        @Spec private CommandSpec spec = CommandSpec.create();

        @Mixin private Desk desk = new Desk();

        @Mixin private ConfirmOption confirm = new ConfirmOption();

        @Parameters(paramLabel = "ID", description = "The key's id, a UUID; see api-key list.")
        private Optional<ApiKeyId> id = Optional.empty();

        @Override
        public void run() {
            ApiKeyId revoked = id.orElseThrow();
            Settings settings = desk.settings();
            confirm.require("Revoke the key " + nameOf(settings, revoked) + " for good");
            var _ = Desk.ask(settings, new ControlRequest.ApiKeyRevoke(revoked));
            spec.commandLine().getOut().println("revoked " + revoked);
        }

        private static String nameOf(Settings settings, ApiKeyId id) {
            for (JsonNode each : Desk.ask(settings, new ControlRequest.ApiKeyList())) {
                if (text(each, "id").equals(id.toString())) {
                    return "\"" + text(each, "name") + "\"";
                }
            }
            throw new CommandFailure(ExitStatus.NO, "there is no key " + id);
        }
    }
}
