package org.careagent.neuron.application.journal;

import org.careagent.neuron.application.port.AuditMark;
import org.careagent.neuron.application.port.AuditPosition;

import java.util.Optional;

/// How far the audit trail has come with what the storage owes it. Safe for use by many threads.
final class Progress {
    // A start reads what the trail holds behind the mark.
    private static final long FAR = 10_000;

    private Optional<AuditMark> mark;
    private long stored;

    /// @param mark where both agree; empty where there is no trail
    Progress(Optional<AuditMark> mark) {
        this.mark = mark;
        this.stored = mark.map(now -> now.trail().sequence()).orElse(0L);
    }

    synchronized Optional<AuditMark> mark() {
        return mark;
    }

    /// The mark, if it is worth storing by itself: the trail has come far since the last one that
    /// was. Says so once.
    synchronized Optional<AuditMark> markToStore() {
        Optional<AuditMark> due = mark.filter(now -> now.trail().sequence() - stored >= FAR);
        due.ifPresent(now -> stored = now.trail().sequence());
        return due;
    }

    /// All owed notes up to the one of that number are in the trail, which goes on until `end`.
    synchronized void recorded(long owed, AuditPosition end) {
        mark = Optional.of(new AuditMark(owed, end));
    }
}
