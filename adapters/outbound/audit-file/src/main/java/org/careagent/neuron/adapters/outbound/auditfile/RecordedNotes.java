package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.application.port.RecordedNote;
import org.careagent.neuron.application.port.RecordedNote.Subject;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.relationship.RelationshipId;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Reads entries back as notes, and verifies each.
final class RecordedNotes extends Spliterators.AbstractSpliterator<RecordedNote> {
    private final LogCursor cursor;
    private final Link end;
    private Link last;

    private RecordedNotes(LogCursor cursor, Link from, Link end) {
        super(end.sequence() - from.sequence(), Spliterator.ORDERED | Spliterator.NONNULL);
        this.cursor = cursor;
        this.last = from;
        this.end = end;
    }

    /// The entries after `from`, until `end` inclusive; empty if there is no `from`.
    static Optional<Stream<RecordedNote>> between(Link from, Link end, LogNames names)
            throws IOException {
        Optional<LogCursor> cursor = cursorBehind(from, names);
        return cursor.map(it ->
                StreamSupport.stream(new RecordedNotes(it, from, end), false)
                        .onClose(() -> close(it)));
    }

    private static Optional<LogCursor> cursorBehind(Link from, LogNames names) throws IOException {
        if (from.sequence() == 0) {
            return from.equals(Link.BEFORE_THE_FIRST)
                    ? Optional.of(LogCursor.atBeginning(names))
                    : Optional.empty();
        }
        Optional<LogPlace> place = LogPlace.behind(from, names);
        return place.isPresent() ? Optional.of(LogCursor.at(place.get(), names)) : Optional.empty();
    }

    private static void close(LogCursor cursor) {
        try {
            cursor.close();
        } catch (IOException e) {
            throw new AuditUnavailableException("cannot close the audit file: " + e, e);
        }
    }

    @Override
    public boolean tryAdvance(Consumer<? super RecordedNote> action) {
        if (last.sequence() >= end.sequence()) {
            return false;
        }
        try {
            action.accept(next());
            return true;
        } catch (IOException e) {
            throw new AuditUnavailableException("cannot read the audit file: " + e, e);
        }
    }

    private RecordedNote next() throws IOException {
        if (!cursor.next()) {
            throw new AuditUnavailableException(
                    "the audit file ends before entry " + (last.sequence() + 1));
        }
        Line line = verified();
        last = line.link();
        RecordedNote note =
                new RecordedNote(
                        line.body().note(),
                        subject(JsonMapper.shared().readTree(cursor.line().line())));
        return note;
    }

    private Line verified() throws IOException {
        LineCheck check =
                cursor.line().isEnded()
                        ? LineCheck.of(cursor.line().content()).after(Optional.of(last))
                        : new LineCheck.Fails("it has no end");
        return switch (check) {
            case LineCheck.Holds holds -> holds.line();
            case LineCheck.Fails(String why) -> throw damaged(why);
        };
    }

    private Subject subject(JsonNode entry) throws IOException {
        String action = entry.path("action").stringValue();
        if (action.equals(Action.RELATIONSHIP_ESTABLISHED.spelling())) {
            return new Subject.Established(relationship(entry), patient(entry));
        }
        if (action.equals(Action.CONSENT_MENDED.spelling())) {
            return new Subject.Mended(relationship(entry));
        }
        return Entries.isRepair(entry) ? new Subject.Repaired() : new Subject.Other();
    }

    private RelationshipId relationship(JsonNode entry) throws IOException {
        Optional<RelationshipId> id =
                entry.path("details")
                        .path("relationship_id")
                        .stringValueOpt()
                        .flatMap(RelationshipId::parse);
        if (id.isEmpty()) {
            throw damaged("it names no relationship");
        }
        return id.get();
    }

    private AgentId patient(JsonNode entry) throws IOException {
        Optional<AgentId> id = entry.path("actor").stringValueOpt().flatMap(AgentId::parse);
        if (id.isEmpty()) {
            throw damaged("it names no patient's agent");
        }
        return id.get();
    }

    private AuditFileDamagedException damaged(String why) throws IOException {
        return new AuditFileDamagedException(cursor.file(), cursor.lineNumber(), why);
    }
}
