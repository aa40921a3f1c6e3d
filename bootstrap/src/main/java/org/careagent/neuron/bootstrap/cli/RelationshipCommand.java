package org.careagent.neuron.bootstrap.cli;

import static org.careagent.neuron.bootstrap.cli.Row.text;
import static org.careagent.neuron.bootstrap.cli.Row.texts;

import org.careagent.neuron.adapters.inbound.control.ControlRequest;
import org.careagent.neuron.application.port.RelationshipFilter;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.RelationshipStatus;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `neuron relationship`
@Command(
        name = "relationship",
        description = "The relationships of patients with providers.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RelationshipCommand.ListAll.class,
            RelationshipCommand.Show.class,
            RelationshipTerminateCommand.class
        },
        footer = {
            "",
            "Example: neuron relationship list --status active",
            "Exit status: 0 done, 1 the answer is no, 2 wrong usage; see each command."
        })
final class RelationshipCommand extends CommandGroup {
    /// `neuron relationship list`
    @Command(
            name = "list",
            description = "List relationships, the newest first.",
            footer = {
                "",
                "Example: neuron relationship list --provider 1245319599 --status active",
                "Exit status: 0 done, 2 wrong usage, 69 the Neuron does not answer,",
                "75 the data is in use, 78 wrong configuration."
            })
    static final class ListAll implements Runnable {
        private static final int MOST_AT_ONCE = 2_000;
        private static final String COLUMNS = "%-36s  %-10s  %-10s  %-24s  %s%n";

        @Spec private CommandSpec spec = CommandSpec.create();

        @Mixin private Desk desk = new Desk();

        @Mixin private JsonOption json = new JsonOption();

        @Option(
                names = "--status",
                paramLabel = "STATUS",
                completionCandidates = ValueTypes.Statuses.class,
                description = "Only these: pending, active, suspended or terminated.")
        private Optional<RelationshipStatus> status = Optional.empty();

        @Option(names = "--provider", paramLabel = "NPI", description = "Only with this provider.")
        private Optional<Npi> provider = Optional.empty();

        @Option(
                names = "--patient",
                paramLabel = "AGENT_ID",
                description = "Only of this patient's agent.")
        private Optional<AgentId> patient = Optional.empty();

        @Override
        public void run() {
            PrintWriter out = spec.commandLine().getOut();
            Settings settings = desk.settings();
            Printing printing = json.isSet() ? new AsJson(out) : new AsTable(out, isFiltered());
            Batch batch = batch(settings, Optional.empty());
            batch.rows().forEach(printing::row);
            while (batch.last().isPresent()) {
                batch = batch(settings, batch.last());
                batch.rows().forEach(printing::row);
            }
            printing.end();
        }

        /// Some of the rows.
        ///
        /// @param last after which there may be more
        private record Batch(List<JsonNode> rows, Optional<RelationshipId> last) {}

        // There may be a great many. Nothing is printed while the data is held for looking:
        // whoever reads it may take all day.
        private Batch batch(Settings settings, Optional<RelationshipId> after) {
            List<JsonNode> rows = new ArrayList<>();
            Optional<RelationshipId> last = after;
            try (Clerk clerk = Desk.clerkFor(settings, page(after))) {
                do {
                    JsonNode page = Desk.dataOf(clerk.answer(page(last)));
                    rows.addAll(page.path("data").values());
                    last = RelationshipId.parse(text(page, "next"));
                } while (last.isPresent() && rows.size() < MOST_AT_ONCE);
            }
            return new Batch(rows, last);
        }

        private boolean isFiltered() {
            return status.isPresent() || provider.isPresent() || patient.isPresent();
        }

        private ControlRequest.RelationshipList page(Optional<RelationshipId> after) {
            return new ControlRequest.RelationshipList(
                    new RelationshipFilter(status, provider, patient),
                    after,
                    ControlRequest.RelationshipList.MOST);
        }

        /// How rows are shown.
        private interface Printing {
            void row(JsonNode row);

            void end();
        }

        /// One array, a row a line.
        private static final class AsJson implements Printing {
            private final PrintWriter out;
            private String separator = "[";

            private AsJson(PrintWriter out) {
                this.out = out;
            }

            @Override
            public void row(JsonNode row) {
                out.println(separator);
                out.print(row);
                separator = ",";
            }

            @Override
            public void end() {
                out.println(separator.equals("[") ? "[]" : System.lineSeparator() + "]");
            }
        }

        /// Columns of fixed width, but for the last.
        private static final class AsTable implements Printing {
            private final PrintWriter out;
            private final boolean filtered;
            private boolean any;

            private AsTable(PrintWriter out, boolean filtered) {
                this.out = out;
                this.filtered = filtered;
            }

            @Override
            public void row(JsonNode row) {
                if (!any) {
                    out.printf(COLUMNS, "ID", "PROVIDER", "STATUS", "SINCE", "PATIENT");
                    any = true;
                }
                out.printf(
                        COLUMNS,
                        text(row, "relationship_id"),
                        text(row, "provider_npi"),
                        text(row, "status"),
                        text(row, "created_at"),
                        text(row, "patient_agent_id"));
            }

            @Override
            public void end() {
                if (!any) {
                    out.println(
                            filtered
                                    ? "There are no such relationships."
                                    : "There are no relationships yet.");
                }
            }
        }
    }

    /// `neuron relationship show`
    @Command(
            name = "show",
            description = "Show one relationship.",
            footer = {
                "",
                "Example: neuron relationship show 42c7549c-9ec9-4af8-a15f-d37078b8e2c7",
                "Exit status: 0 done, 1 no such relationship, 2 wrong usage,",
                "69 the Neuron does not answer, 75 the data is in use, 78 wrong configuration."
            })
    static final class Show implements Runnable {
        @Spec private CommandSpec spec = CommandSpec.create();

        @Mixin private Desk desk = new Desk();

        @Mixin private JsonOption json = new JsonOption();

        @Parameters(paramLabel = "ID", description = "The relationship's id, a UUID.")
        private Optional<RelationshipId> id = Optional.empty();

        @Override
        public void run() {
            JsonNode row = desk.ask(new ControlRequest.RelationshipShow(id.orElseThrow()));
            PrintWriter out = spec.commandLine().getOut();
            if (json.isSet()) {
                out.println(row);
            } else {
                row.propertyNames()
                        .forEach(name -> out.printf("%-18s  %s%n", name, shown(row, name)));
            }
        }

        private static String shown(JsonNode row, String name) {
            return row.path(name).isArray() ? texts(row, name) : text(row, name);
        }
    }
}
